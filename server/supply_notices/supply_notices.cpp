#include "server/supply_notices/supply_notices.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/organizations/language.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace supply_notices {
namespace {

struct Words {
    const char* template_name;
    const char* thread;  // of which kind
};

Words WordsOf(Kind kind) {
    switch (kind) {
        case Kind::kOrderCreated:
            return {"order_created", "supply_order"};
        case Kind::kOrderShipped:
            return {"order_shipped", "supply_order"};
        case Kind::kOrderOnBackOrder:
            return {"order_on_back_order", "supply_order"};
        case Kind::kOrderBackInStock:
            return {"order_back_in_stock", "supply_order"};
        case Kind::kOrderDelivered:
            return {"order_delivered", "supply_order"};
        case Kind::kOrderCancelled:
            return {"order_cancelled", "supply_order"};
        case Kind::kOrderReturned:
            return {"order_returned", "supply_order"};
        case Kind::kOrderRedirected:
            return {"order_redirected", "supply_order"};
        case Kind::kOrderParted:
            return {"order_parted", "supply_order"};
        case Kind::kOrderAddressChanged:
            return {"order_address_changed", "supply_order"};
        case Kind::kEnrolled:
            return {"printers_enrolled", "enrollment"};
        case Kind::kDisconnected:
            return {"printers_disconnected", "connection"};
        case Kind::kDisconnectedLast:
            return {"printers_disconnected_last", "connection"};
        case Kind::kReconnected:
            return {"printers_reconnected", "connection"};
    }
    return {"order_created", "supply_order"};
}

void Append(std::string& text, const std::string& part, const char* separator) {
    if (part.empty()) return;
    if (!text.empty()) text += separator;
    text += part;
}

// One line of text, empty parts left out.
std::string AddressLine(const contacts::ContactInput& contact, const std::string& language) {
    const auto& address = contact.address;
    std::string name = contact.first_name;
    Append(name, contact.last_name, " ");
    std::string city = address.postal_code;
    Append(city, address.city, " ");
    std::string line;
    for (const std::string& part : {contact.company, name, address.street1, address.street2, address.street3,
                                    address.building, address.floor, address.room, city, address.state,
                                    address.country.empty() ? "" : i18n::CountryName(language, address.country)}) {
        Append(line, part, ", ");
    }
    return line;
}

// Reads as a sentence with `select` in the catalogues: an empty value never stands in one.
std::string YesNo(bool yes) {
    return yes ? "yes" : "no";
}

// A column that says nothing about any row is left out.
template <class Row>
class TableOf {
  public:
    explicit TableOf(const std::vector<Row>& rows) : rows_(rows) { table_.rows.resize(rows.size()); }

    template <class CellOf>
    void Add(const char* name, CellOf cell_of) {
        std::vector<std::string> cells;
        for (const Row& row : rows_) cells.push_back(cell_of(row));
        if (std::ranges::all_of(cells, &std::string::empty)) return;
        table_.columns.emplace_back(name);
        for (std::size_t at = 0; at < cells.size(); ++at) table_.rows[at].push_back(std::move(cells[at]));
    }
    mail::Table Take() { return std::move(table_); }

  private:
    const std::vector<Row>& rows_;
    mail::Table table_;
};

mail::Table ItemTable(const std::vector<Item>& items, const std::string& language) {
    TableOf<Item> table(items);
    table.Add("quantity", [&](const Item& item) { return i18n::FormatNumber(language, item.quantity); });
    table.Add("item", [](const Item& item) { return item.name; });
    table.Add("part_number", [](const Item& item) { return item.part_number; });
    table.Add("printer", [](const Item& item) { return item.printer_model; });
    table.Add("serial_number", [](const Item& item) { return item.printer_serial_number; });
    table.Add("location", [](const Item& item) { return item.printer_location; });
    return table.Take();
}

std::string Time(const Recipient& to, base::Instant at) {
    const std::string time = i18n::FormatDateTime(to.language, to.time_zone, at);
    return to.time_zone == "UTC" ? time + " UTC" : time;
}

std::string SilenceText(const i18n::Catalogues& texts, const Recipient& to, Silence silence, const char* what) {
    return texts.Format(to.language,
                        "supply_notices.silence." + std::string(base::json::EnumName(silence)) + "." + what);
}

mail::Table PrinterTable(const i18n::Catalogues& texts, const Notice& notice) {
    const bool silent = notice.kind == Kind::kDisconnected || notice.kind == Kind::kDisconnectedLast;
    TableOf<Printer> table(notice.printers);
    table.Add("printer", [](const Printer& printer) { return printer.model; });
    table.Add("serial_number", [](const Printer& printer) { return printer.serial_number; });
    table.Add("location", [](const Printer& printer) { return printer.location; });
    if (!silent) return table.Take();
    table.Add("last_report",
              [&](const Printer& printer) { return printer.last_report ? Time(notice.to, *printer.last_report) : ""; });
    table.Add("reason",
              [&](const Printer& printer) { return SilenceText(texts, notice.to, printer.silence, "reason"); });
    return table.Take();
}

// How to bring the printers back: once for each reason that one of them has, in the order of the reasons.
std::string HowToReconnect(const i18n::Catalogues& texts, const Notice& notice) {
    std::string how;
    for (const auto silence :
         {Silence::kUnknown, Silence::kAgentSilent, Silence::kPrinterSilent, Silence::kAccessRefused, Silence::kNoAgent,
          Silence::kSiteUnreachable, Silence::kOtherPrinter, Silence::kPortClosed, Silence::kUsuallyOff,
          Silence::kNothingThere}) {
        if (std::ranges::find(notice.printers, silence, &Printer::silence) == notice.printers.end()) continue;
        Append(how, SilenceText(texts, notice.to, silence, "how_to_reconnect"), "\n\n");
    }
    return how;
}

void AddOrder(const Post& post, const Notice& notice, mail::Mail& mail) {
    const Order& order = *notice.order;
    const std::string& language = notice.to.language;
    mail.args["number"] = order.number;
    mail.args["address"] = AddressLine(order.ship_to, language);
    mail.args["former_address"] = order.former_address ? AddressLine(*order.former_address, language) : "";
    mail.args["reason"] = order.reason;
    mail.args["reasoned"] = YesNo(!order.reason.empty());
    mail.args["expected"] = order.expected ? i18n::FormatDate(language, *order.expected) : "";
    mail.args["dated"] = YesNo(order.expected.has_value());
    mail.args["carrier"] = order.carrier;
    mail.args["tracking_number"] = order.tracking_number;
    mail.args["tracked"] = YesNo(!order.tracking_number.empty());
    mail.args["extent"] = std::string(base::json::EnumName(order.extent));
    mail.args["remaining"] = order.remaining;
    mail.args["arrived"] = YesNo(order.had_arrived);
    mail.args["again"] = YesNo(order.ordered_again);
    mail.args["recipient"] = order.goes_to;
    mail.args["other"] = order.goes_with;
    mail.args["parted"] = YesNo(!order.goes_with.empty());
    mail.table = ItemTable(notice.items, language);
    mail.link = post.portal_url + "/supply-orders/" + order.id.ToString();
    mail.object_type = "supply_order";
    mail.object_id = order.id;
}

void AddPrinters(const i18n::Catalogues& texts, const Post& post, const Notice& notice, mail::Mail& mail) {
    mail.args["count"] = static_cast<std::int64_t>(notice.printers.size());
    mail.args["days"] = notice.days;
    mail.args["address"] = AddressLine(notice.ship_to, notice.to.language);
    mail.args["how_to"] = HowToReconnect(texts, notice);
    mail.table = PrinterTable(texts, notice);
    if (notice.printers.empty()) return;
    const base::Uuid first = notice.printers.front().id;
    mail.args["serial_number"] = notice.printers.front().serial_number;
    mail.link = post.portal_url + "/printers" + (notice.printers.size() == 1 ? "/" + first.ToString() : "");
    mail.object_type = "printer";
    mail.object_id = first;
}

}  // namespace

Recipient RecipientOf(pg::Transaction& tx, const Post& post, base::OrganizationId organization,
                      const contacts::ContactInput& contact) {
    return {.email = contact.email,
            .name = contacts::NameOf(contact),
            .language = contact.language ? *contact.language
                                         : organizations::LanguageOf(tx, organization).value_or(post.mail_language)};
}

mail::Mail MailOf(const i18n::Catalogues& texts, const Post& post, const Notice& notice) {
    const Words words = WordsOf(notice.kind);
    mail::Mail mail{.organization = notice.organization,
                    .template_name = words.template_name,
                    .language = notice.to.language,
                    .to = notice.to.email,
                    .to_name = notice.to.name,
                    .args = {{"name", notice.to.name}}};
    if (notice.order) {
        AddOrder(post, notice, mail);
    } else {
        AddPrinters(texts, post, notice, mail);
    }
    const std::string about = mail.object_id ? mail.object_id->ToString() : "";
    mail.cause =
        std::string(words.template_name) + " " + about + " " + notice.occasion + " " + base::FoldCase(notice.to.email);
    mail.thread = std::string(words.thread) + " " + about;
    return mail;
}

bool Enqueue(pg::Transaction& tx, const Post& post, const Notice& notice, base::Instant now) {
    const mail::Mail mail = MailOf(post.mailer.texts(), post, notice);
    if (mail.to.empty()) {
        base::log::Info("supply_notices.skipped {} of {}: the contact has no e-mail address", mail.template_name,
                        mail.thread);
        return false;
    }
    const auto queued = post.mailer.Enqueue(tx, now, mail);
    if (!queued)
        base::log::Warn("supply_notices.refused {} of {} code={}", mail.template_name, mail.thread,
                        queued.error().code);
    return queued.has_value();
}

}  // namespace supply_notices
