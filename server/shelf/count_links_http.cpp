#include <algorithm>
#include <chrono>
#include <map>
#include <memory>

#include "lib/base/try.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/shelf/link_store.hpp"
#include "server/shelf/shelf_views.hpp"

// ASR-18: a link in a mail opens a page on which one shelf is counted, once, without signing in.
namespace shelf {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using identity::Token;

constexpr std::chrono::hours kLasts{14 * 24};
constexpr std::chrono::hours kForgottenAfter{90 * 24};

struct CountLinkInput {
    std::optional<printers::PrinterId> printer_id;
    std::optional<organizations::SiteId> site_id;
};
BOOST_DESCRIBE_STRUCT(CountLinkInput, (), (printer_id, site_id))

struct CountLinkView {
    std::vector<std::string> sent_to;  // e-mail addresses
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(CountLinkView, (), (sent_to, expires_at))

struct LinkToken {
    std::string token;

    static constexpr base::Limit kLimits[] = {{.field = "token", .required = true, .max_length = 200}};
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))

struct LinkCount {
    std::string token;
    std::vector<replenishment::CountedLine> lines;

    static constexpr base::Limit kLimits[] = {{.field = "token", .required = true, .max_length = 200},
                                              {.field = "lines", .required = true, .max_items = 1'000}};
};
BOOST_DESCRIBE_STRUCT(LinkCount, (), (token, lines))

struct LinkedShelfView {
    std::string organization_name;
    std::string place_name;  // of the site, or the printer
    std::vector<replenishment::ShelfLine> lines;
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkedShelfView, (), (organization_name, place_name, lines, expires_at))

std::unexpected<base::Problem> RefuseLink() {
    return base::Refuse(base::ProblemKind::kNotFound, "shelf_link_invalid");
}

class Links {
  public:
    explicit Links(HttpParts parts) : parts_(parts) {}

    base::Result<http::Reply<CountLinkView>> Send(Call& call, const CountLinkInput& input) {
        if (input.printer_id.has_value() == input.site_id.has_value()) {
            base::FieldProblems problems;
            problems.Add("/site_id", "count_one_place");
            return std::move(problems).Refuse();
        }
        auto& tx = call.tx();
        auto organization = call.organization();
        if (input.printer_id) {
            const auto whose = store::OrganizationOf(tx, call.actor().visible, *input.printer_id);
            if (!whose) return http::NotFound();
            organization = *whose;
        }
        const auto lines = replenishment::ListShelf(tx, organization, input.printer_id, input.site_id, kMostPrinters);
        if (lines.empty()) return http::NotFound();
        std::vector<printers::PrinterId> ids;
        for (const auto& line : lines) ids.push_back(line.printer_id);
        std::map<std::string, contacts::Contact> to;  // by address: two contacts of one person get one mail
        for (const auto& printer : printers::ListPrinterFactsOf(tx, {organization}, ids)) {
            if (!printer.contact_id) continue;
            const auto contact = contacts::FindContact(tx, {&organization, 1}, *printer.contact_id);
            if (contact && !contact->email.empty()) to.emplace(contact->email, *contact);
        }
        if (to.empty()) return base::Refuse(base::ProblemKind::kConflict, "shelf_count_no_contact");
        store::Forget(tx, organization, call.now() - kForgottenAfter);
        CountLinkView view{.sent_to = {}, .expires_at = call.now() + kLasts};
        for (const auto& [email, contact] : to) {
            MailLink(call, organization, input, contact, lines, view.expires_at);
            view.sent_to.push_back(email);
        }
        audit::Record(call, {organization, audit::action::kShelfCountRequested, "shelf",
                             input.printer_id ? input.printer_id->value : input.site_id->value, nullptr,
                             base::json::ToValue(view), PlaceName(tx, organization, input.site_id, lines)});
        return view;
    }

    base::Result<LinkedShelfView> Check(Call& call, const LinkToken& body) {
        TRY(const auto link, Open(call, body.token, false));
        return Show(call, link);
    }

    base::Result<LinkedShelfView> Count(Call& call, const LinkCount& body) {
        TRY_DO(CheckCount(body.lines));
        TRY(const auto link, Open(call, body.token, true));
        auto& tx = call.tx();
        // What is not of this shelf is as little there as a printer of others.
        const auto lines =
            replenishment::ListShelf(tx, link.organization_id, link.printer_id, link.site_id, kMostPrinters);
        for (const auto& counted : body.lines) {
            const bool known = std::ranges::any_of(lines, [&](const auto& line) {
                return line.printer_id == counted.printer_id && line.supply_slot == counted.supply_slot;
            });
            if (!known) return http::NotFound();
        }
        const auto counted = replenishment::CountShelf(tx, parts_.office.ids, link.organization_id, body.lines,
                                                       link.sent_to, call.now());
        if (!counted) return http::NotFound();
        store::SetUsed(tx, link.organization_id, link.id, call.now());
        audit::Record(tx, call.now(), audit::PersonOf(call, link.id.value, link.sent_to),
                      ChangeOf(link.organization_id, body.lines, *counted));
        return Show(call, link);
    }

  private:
    void MailLink(Call& call, base::OrganizationId organization, const CountLinkInput& input,
                  const contacts::Contact& contact, const std::vector<replenishment::ShelfLine>& lines,
                  base::Instant expires_at) {
        auto& tx = call.tx();
        auto& office = parts_.office;
        const auto id = office.ids.Make<LinkId>();
        const auto token = Token::Make(organization, id.value);
        store::Insert(tx, {.organization_id = organization,
                           .id = id,
                           .secret_hash = pg::Bytes{token.SecretHash()},
                           .site_id = input.site_id,
                           .printer_id = input.printer_id,
                           .sent_to = contact.email,
                           .created_by = call.actor().name,
                           .created_at = call.now(),
                           .expires_at = expires_at,
                           .used_at = std::nullopt});
        const auto name = contacts::NameOf(contact);
        mail::Mail mail{
            .organization = organization,
            .template_name = "shelf_count",
            .language = contact.language ? *contact.language
                                         : organizations::LanguageOf(tx, organization).value_or(office.mail_language),
            .to = contact.email,
            .to_name = name,
            .args = {{"name", name},
                     {"place", PlaceName(tx, organization, input.site_id, lines)},
                     {"supplies", static_cast<std::int64_t>(lines.size())},
                     {"days", static_cast<std::int64_t>(kLasts.count() / 24)}},
            .link = office.portal_url + "/count-shelf#" + token.ToString(identity::token_prefix::kShelfCount),
            .secret = true,
            .object_type = "organization",
            .object_id = organization.value};
        // The address was checked when the contact was made.
        (void)office.mailer.Enqueue(tx, call.now(), mail);
    }

    static std::string PlaceName(pg::Transaction& tx, base::OrganizationId organization,
                                 const std::optional<organizations::SiteId>& site,
                                 const std::vector<replenishment::ShelfLine>& lines) {
        if (site) {
            const auto found = organizations::FindSite(tx, organization, *site);
            if (found) return found->name;
        }
        if (lines.empty()) return "";
        const auto& line = lines.front();
        return line.printer_serial_number.empty() ? line.printer_name
                                                  : line.printer_name + " " + line.printer_serial_number;
    }

    // The link that a token opens; whatever is wrong with it, the answer is the same.
    static base::Result<store::Link> Open(Call& call, const std::string& text, bool lock) {
        const auto token = Token::Parse(identity::token_prefix::kShelfCount, text);
        if (!token) return RefuseLink();
        auto link = lock ? store::Lock(call.tx(), token->organization, LinkId{token->id})
                         : store::Find(call.tx(), token->organization, LinkId{token->id});
        if (!link || !token->Matches(link->secret_hash.value)) return RefuseLink();
        if (link->used_at || link->expires_at <= call.now()) return RefuseLink();
        return std::move(*link);
    }

    static base::Result<LinkedShelfView> Show(Call& call, const store::Link& link) {
        auto& tx = call.tx();
        const auto organization = organizations::Find(tx, link.organization_id);
        if (!organization) return RefuseLink();
        auto lines = replenishment::ListShelf(tx, link.organization_id, link.printer_id, link.site_id, kMostPrinters);
        if (lines.empty()) return RefuseLink();
        auto place = PlaceName(tx, link.organization_id, link.site_id, lines);
        return LinkedShelfView{organization->name, std::move(place), std::move(lines), link.expires_at};
    }

    HttpParts parts_;
};

}  // namespace

void RegisterCountLinks(http::Router& router, HttpParts parts) {
    constexpr auto kNone = http::OperationScope::kNone;
    const auto links = std::make_shared<Links>(parts);

    router.Add(
        {.method = Method::kPost,
         .path = "/api/v1/shelf-count-links",
         .id = "sendShelfCountLink",
         .tag = "shelf",
         .summary = "Mail a link to the delivery contacts of a printer or site, by which its shelf is counted once",
         .allow = permissions::kCountShelf,
         .creates = true},
        links, &Links::Send);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/shelf-count-checks",
                .id = "checkShelfCountLink",
                .tag = "shelf",
                .summary = "What a link to count a shelf is for; does not use it up",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 200,
                .body_limit = 8 << 10,
                .rate = http::Rate{.per_second = 1, .burst = 30}},
               links, &Links::Check);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/shelf-link-counts",
                .id = "countShelfByLink",
                .tag = "shelf",
                .summary = "Use a link to count a shelf",
                .allow = http::kPublic,
                .scope = kNone,
                .success = 200,
                .body_limit = 128 << 10,
                .rate = http::Rate{.per_second = 1, .burst = 30}},
               links, &Links::Count);
}

}  // namespace shelf
