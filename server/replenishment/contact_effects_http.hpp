#pragma once

namespace http {
class Router;
}

namespace replenishment {

// What giving printers a delivery contact, or taking it away, does: asked before it is done (CON-9).
void RegisterContactEffects(http::Router& router);

}  // namespace replenishment
