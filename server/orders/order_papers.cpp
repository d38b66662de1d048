#include "server/orders/order_papers.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "server/orders/order_mail.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace orders {
namespace {

// The texts of papers in one language.
class PaperTexts {
  public:
    PaperTexts(const i18n::Catalogues& texts, std::string language) : texts_(texts), language_(std::move(language)) {}

    [[nodiscard]] std::string operator()(const std::string& key, const base::Args& args = {}) const {
        return texts_.Format(language_, "papers." + key, args);
    }
    [[nodiscard]] std::string Date(base::Instant at) const {
        return i18n::FormatDate(language_, std::chrono::floor<std::chrono::days>(at));
    }
    [[nodiscard]] std::string Quantity(const store::Line& line) const {
        return i18n::FormatNumber(language_, line.quantity);
    }
    [[nodiscard]] std::string Item(const store::Line& line) const { return ItemName(texts_, language_, line); }
    [[nodiscard]] std::string Country(const std::string& code) const {
        return code.empty() ? "" : i18n::CountryName(language_, code);
    }
    [[nodiscard]] const std::string& language() const { return language_; }

  private:
    const i18n::Catalogues& texts_;
    std::string language_;
};

bool IsWaste(const PaperContent& content, const store::Line& line) {
    if (line.item_id) return content.waste.contains(*line.item_id);
    return line.item_name.starts_with("waste");  // a generic item is named by its type
}

// "For printer 7464HL only. ..." of what is put into one printer.
std::string SentenceOf(const PaperContent& content, const PaperTexts& words, const std::vector<store::Line>& lines) {
    const auto waste = static_cast<std::size_t>(
        std::ranges::count_if(lines, [&](const auto& line) { return IsWaste(content, line); }));
    const store::Line& first = lines.front();
    return words("sentence",
                 {{"printer", first.printer_serial_number.empty() ? first.printer_model : first.printer_serial_number},
                  {"kind", waste == 0              ? "cartridge"
                           : waste == lines.size() ? "waste"
                                                   : "mixed"}});
}

void FillParcel(papers::Parcel& parcel, const PaperContent& content, const PaperTexts& words, const std::string& kind) {
    const store::Order& order = content.order;
    parcel.made_at = content.shipment ? content.shipment->shipped_at : order.updated_at;
    parcel.language = words.language();
    parcel.title = words(kind + ".title");
    parcel.sender = content.sender;
    parcel.to = words(kind + ".to");
    parcel.recipient = RecipientLines(content.recipient, words.Country(content.recipient.address.country));
    parcel.order_number = order.number;
    const auto add = [&](const std::string& name, std::string value) {
        parcel.facts.push_back({words("facts." + name), std::move(value)});
    };
    add("order", order.number);
    if (content.shipment_number > 0) add("shipment", std::to_string(content.shipment_number));
    if (content.shipment) {
        add("shipped", words.Date(content.shipment->shipped_at));
        add("carrier", content.shipment->carrier);
        add("tracking_number", content.shipment->tracking_number);
    } else {
        add("ordered", words.Date(order.ordered_at));
    }
    add("organization", content.organization_name);
    add("site", order.site_name);
    parcel.number_of = [words, kind, number = order.number](int page, int pages) {
        return words(kind + ".page", {{"order", number}, {"page", std::int64_t{page}}, {"pages", std::int64_t{pages}}});
    };
    parcel.missing_note = [words](const std::string& code_points) {
        return words("missing", {{"code_points", code_points}});
    };
}

// The lines printer by printer, in the order of the order.
std::vector<std::vector<store::Line>> ByPrinter(const std::vector<store::Line>& lines) {
    std::vector<std::vector<store::Line>> groups;
    std::map<printers::PrinterId, std::size_t> places;
    for (const store::Line& line : lines) {
        const auto [place, fresh] = places.emplace(line.printer_id, groups.size());
        if (fresh) groups.emplace_back();
        groups[place->second].push_back(line);
    }
    return groups;
}

}  // namespace

std::vector<std::string> RecipientLines(const contacts::ContactInput& contact, const std::string& country) {
    std::vector<std::string> lines{contact.company};
    std::string person = contact.first_name;
    if (!person.empty() && !contact.last_name.empty()) person += " ";
    lines.push_back(person + contact.last_name);
    std::erase_if(lines, [](const std::string& line) { return line.empty(); });
    for (auto& line : organizations::PostalLines(contact.address, country)) lines.push_back(std::move(line));
    return lines;
}

base::Result<PaperContent> GatherPaper(pg::Transaction& tx, const Office& office,
                                       std::span<const base::OrganizationId> organizations, OrderId order,
                                       const std::optional<ShipmentId>& shipment) {
    auto found = store::Find(tx, organizations, order);
    if (!found) return base::Refuse(base::ProblemKind::kNotFound, "not_found");
    PaperContent content{.order = std::move(*found)};
    const auto shipments = store::Shipments(tx, organizations, {order});
    auto lines = store::Lines(tx, organizations, {order});
    const bool left = std::ranges::any_of(lines, [](const store::Line& line) { return line.ToShip() > 0; });
    // The next parcel, where there is one.
    if (!shipment && left && !shipments.empty()) content.shipment_number = static_cast<int>(shipments.size()) + 1;
    for (std::size_t i = 0; i < shipments.size(); ++i) {
        if (shipment ? shipments[i].id != *shipment : left) continue;
        content.shipment = shipments[i];
        content.shipment_number = static_cast<int>(i) + 1;
    }
    if (shipment && !content.shipment) return base::Refuse(base::ProblemKind::kNotFound, "not_found");
    std::map<LineId, std::int32_t> packed;
    if (content.shipment) {
        for (const auto& one : store::ShipmentLines(tx, organizations, {order})) {
            if (one.shipment_id == content.shipment->id) packed[one.line_id] = one.quantity;
        }
    }
    for (auto& line : lines) {
        const std::int32_t quantity = content.shipment ? packed[line.id] : line.ToShip();
        if (quantity == 0) continue;
        content.lines.push_back(std::move(line));
        content.lines.back().quantity = quantity;
    }
    if (content.lines.empty()) {
        return base::Refuse(base::ProblemKind::kConflict, "order_nothing_to_pack", {{"number", content.order.number}});
    }
    std::vector<catalog::ItemId> items;
    for (const auto& line : content.lines) {
        if (line.item_id) items.push_back(*line.item_id);
    }
    content.waste = catalog::FindWaste(tx, items);
    if (auto contact = base::json::Bind<contacts::ContactInput>(content.shipment ? content.shipment->contact
                                                                                 : content.order.contact)) {
        content.recipient = std::move(*contact);
    }
    const base::OrganizationId owner = content.order.organization_id;
    content.organization_name = store::OrganizationNames(tx, {&owner, 1})[owner];
    content.language = content.recipient.language ? *content.recipient.language
                                                  : organizations::LanguageOf(tx, owner).value_or(office.mail_language);
    content.sender = office.sender;
    if (content.sender.empty()) content.sender = {organizations::OperatorName(tx)};
    return content;
}

papers::Slip SlipOf(const PaperContent& content, const i18n::Catalogues& texts, const std::string& language) {
    const PaperTexts words(texts, language);
    papers::Slip slip;
    FillParcel(slip, content, words, "slip");
    static constexpr std::string_view kLetterCountries[] = {"US", "CA", "MX", "PR", "GU", "PH",
                                                            "CL", "CO", "VE", "CR", "GT", "PA"};
    if (std::ranges::find(kLetterCountries, content.recipient.address.country) != std::end(kLetterCountries)) {
        slip.sheet = papers::Sheet::kLetter;
    }
    slip.columns = {words("slip.quantity"), words("slip.item"), words("slip.part_number"), words("slip.printer")};
    std::int64_t items = 0;
    const auto groups = ByPrinter(content.lines);
    for (const auto& group : groups) {
        for (const store::Line& line : group) {
            items += line.quantity;
            slip.lines.push_back({.quantity = words.Quantity(line),
                                  .item = words.Item(line),
                                  .part_number = line.item_part_number,
                                  .printer_model = line.printer_model,
                                  .printer_serial_number = line.printer_serial_number,
                                  .printer_location = line.printer_location,
                                  .sentence = SentenceOf(content, words, {line})});
        }
    }
    slip.total = words("slip.total", {{"items", items}, {"printers", static_cast<std::int64_t>(groups.size())}});
    return slip;
}

papers::Labels LabelsOf(const PaperContent& content, const i18n::Catalogues& texts, const std::string& language,
                        papers::Roll roll) {
    const PaperTexts words(texts, language);
    papers::Labels labels;
    FillParcel(labels, content, words, "label");
    labels.roll = roll;
    labels.printer = words("label.printer");
    labels.location = words("label.location");
    labels.more = [words](int count) { return words("label.more", {{"count", std::int64_t{count}}}); };
    for (const auto& group : ByPrinter(content.lines)) {
        const store::Line& first = group.front();
        papers::Label label{.printer_model = first.printer_model,
                            .serial_number = first.printer_serial_number,
                            .location = first.printer_location,
                            .items = {},
                            .sentence = SentenceOf(content, words, group)};
        for (const store::Line& line : group) {
            std::string item = words("label.item", {{"quantity", words.Quantity(line)}, {"item", words.Item(line)}});
            if (!line.item_part_number.empty()) item += " (" + line.item_part_number + ")";
            label.items.push_back(std::move(item));
        }
        labels.labels.push_back(std::move(label));
    }
    return labels;
}

}  // namespace orders
