#pragma once

namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}

// What concerns whoever is signed in (PRT-2): tasks of theirs that ended, orders that wait for their approval, orders and
// service requests that they work on, comments on orders that they placed.
namespace notifications {

// `texts`: what tasks are called.
void RegisterHttp(http::Router& router, const i18n::Catalogues& texts);

}  // namespace notifications
