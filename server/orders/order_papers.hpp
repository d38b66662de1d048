#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lib/papers/papers.hpp"
#include "server/orders/order_store.hpp"

// What the papers of a parcel say (ASR-12): gathered from the order, put into words, and drawn by lib/papers.
namespace orders {

// What goes into one parcel: everything that stands on its papers comes from here.
struct PaperContent {
    store::Order order;
    std::string organization_name;
    // What it travels with; absent before it is shipped.
    std::optional<store::Shipment> shipment;
    int shipment_number = 0;           // 1 is the order's first; 0: that one, before it is shipped
    contacts::ContactInput recipient;  // of the shipment, else of the order
    std::vector<store::Line> lines;
    std::set<catalog::ItemId> waste;  // items that are changed when full
    std::string language;             // of the recipient
    std::vector<std::string> sender;
};

// Of a shipment: what was in it; without one of what is still to be shipped, the next parcel, and where nothing is of
// the last one. "not_found" also for a shipment of another order, "order_nothing_to_pack".
base::Result<PaperContent> GatherPaper(pg::Transaction& tx, const Office& office,
                                       std::span<const base::OrganizationId> organizations, OrderId order,
                                       const std::optional<ShipmentId>& shipment);

// The recipient as papers name it, line by line: company, person, address. `country` in words. Pure.
std::vector<std::string> RecipientLines(const contacts::ContactInput& contact, const std::string& country);

// What is drawn, in a language that has the catalogue "papers". Pure.
papers::Slip SlipOf(const PaperContent& content, const i18n::Catalogues& texts, const std::string& language);
papers::Labels LabelsOf(const PaperContent& content, const i18n::Catalogues& texts, const std::string& language,
                        papers::Roll roll);

}  // namespace orders
