#include "server/replenishment/contact_effects_http.hpp"

#include <algorithm>
#include <memory>

#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/replenishment_store.hpp"

namespace replenishment {
namespace {

namespace permissions = organizations::permissions;

constexpr std::size_t kMostAtOnce = 5000;  // as the assignment itself
constexpr std::size_t kMostNamed = 20;

struct ContactEffectsBody {
    std::vector<printers::PrinterId> printer_ids;
    std::optional<contacts::ContactId> contact_id;  // absent: it is taken away
};
BOOST_DESCRIBE_STRUCT(ContactEffectsBody, (), (printer_ids, contact_id))

struct ContactEffectsView {
    // Supplies of these printers that are ordered by themselves now; not any more without a contact.
    std::int64_t supplies = 0;
    // Orders not shipped yet: those that go to the new contact, with how many of them part. When
    // the contact is taken away, those that go where they went all the same.
    std::int64_t open_orders = 0;
    std::int64_t parting_orders = 0;
    std::vector<orders::AffectedOrder> orders;  // the first of them
};
BOOST_DESCRIBE_STRUCT(ContactEffectsView, (), (supplies, open_orders, parting_orders, orders))

class Routes {
  public:
    base::Result<ContactEffectsView> Effects(http::Call& call, const ContactEffectsBody& body) {
        if (body.printer_ids.empty() || body.printer_ids.size() > kMostAtOnce) {
            return base::Refuse(base::ProblemKind::kInvalid, "invalid_fields", {},
                                {{"/printer_ids",
                                  body.printer_ids.empty() ? "missing" : "too_many_items",
                                  {{"limit", static_cast<std::int64_t>(kMostAtOnce)}}}});
        }
        const auto& visible = call.actor().visible;
        ContactEffectsView view;
        view.supplies = store::CountSupplied(call.tx(), visible, body.printer_ids);
        view.orders = orders::ListAffected(call.tx(), visible, body.printer_ids, body.contact_id);
        view.open_orders = static_cast<std::int64_t>(view.orders.size());
        view.parting_orders = std::ranges::count(view.orders, true, &orders::AffectedOrder::parts);
        if (view.orders.size() > kMostNamed) view.orders.resize(kMostNamed);
        return view;
    }
};

}  // namespace

void RegisterContactEffects(http::Router& router) {
    router.Add({.method = http::Method::kPost,
                .path = "/api/v1/replenishment/contact-change-effects",
                .id = "previewContactChange",
                .tag = "replenishment",
                .summary = "What another delivery contact of printers would do; changes nothing",
                .allow = permissions::kPreviewContactChanges,
                .only_reads = true},
               std::make_shared<Routes>(), &Routes::Effects);
}

}  // namespace replenishment
