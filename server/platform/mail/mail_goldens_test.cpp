#include <gtest/gtest.h>

#include <algorithm>

#include "server/platform/mail/goldens_testing.hpp"

// NOT-1, PRT-4: every mail that there is, as its readers get it, in every language. Those about supplies are in
// server/supply_notices, with what they are made of.
namespace mail {
namespace {

struct Case {
    std::string name;  // of the golden file: the template, and its form where it has several
    Mail mail;
};

Mail Of(const std::string& name, base::Args args, const std::string& link = "") {
    Mail mail{.template_name = name, .language = "", .to = "ada@customer.test", .args = std::move(args)};
    if (!link.empty()) mail.link = "https://portal.example" + link;
    return mail;
}

// With numbers beyond a thousand, where groups of digits show, and data that HTML would read as its own.
std::vector<Case> Cases() {
    const std::string organization = "Fjordbank & Sons";
    const std::string name = "Åse <Bjørnstad>";
    std::vector<Case> cases;
    const auto add = [&](const std::string& form, Mail mail) {
        cases.push_back({mail.template_name + (form.empty() ? "" : "-" + form), std::move(mail)});
    };
    for (const auto& [form, count] : {std::pair("one", std::int64_t{1}), std::pair("several", std::int64_t{1200})}) {
        add(form, Of("user_invited", {{"organization", organization}, {"days", count}}, "/set-password#token"));
        add(form, Of("temporary_password", {{"organization", organization}, {"password", "k<7Hq"}, {"minutes", count}},
                     "/sign-in"));
        Mail volume = Of("printers_high_volume", {{"name", name}, {"organization", organization}, {"count", count}},
                         "/printers?org=1&high_volume=true");
        volume.table = Table{{"printer", "serial_number", "location"},
                             {{"Brother HL-L5200DW", "E7811J0N", "Room 204"}, {"Kyocera P3145dn", "-", "-"}}};
        add(form, std::move(volume));
        Mail moved = Of("cartridges_moved", {{"name", name}, {"count", count}}, "/shelf-book?org=1");
        moved.table =
            Table{{"cartridge", "from", "to"}, {{"C-1", "Brother HL-L5200DW E7811J0N", "Kyocera P3145dn VF9"}}};
        add(form, std::move(moved));
        add(form, Of("shelf_count", {{"name", name}, {"place", "Ærfuglveien 3"}, {"supplies", count}, {"days", count}},
                     "/count-shelf#token"));
        Mail reads = Of("meter_reads_due", {{"name", name}, {"count", count}, {"date", "2026-11-30"}},
                        "/meter-reads/submit?org=1&due=true");
        reads.table =
            Table{{"printer", "serial_number", "location", "read_on"},
                  {{"Brother HL-L5200DW", "E7811J0N", "Room 204", "2026-10-31"}, {"Kyocera P3145dn", "-", "-", "-"}}};
        add(form, std::move(reads));
        add(form, Of("report_ready",
                     {{"name", name},
                      {"report", "Silent <printers>"},
                      {"organization", organization},
                      {"owner", "ann@customer.test"},
                      {"count", count},
                      {"attached", "yes"},
                      {"days", count}},
                     "/reports?org=1&file=2"));
        Mail over = Of("agent_took_over", {{"name", name}, {"sites", count}, {"more", count > 100 ? count - 100 : 0}},
                       "/agents?org=1");
        over.table = Table{{"site", "took_over", "silent"}, {{"Ærfuglveien <3>", "Reserve", "Reception, Cellar"}}};
        add(form, std::move(over));
        Mail silent = Of("agents_silent", {{"name", name}, {"sites", count}, {"more", count > 100 ? count - 100 : 0}},
                         "/agents?org=1");
        silent.table =
            Table{{"site", "agents", "last_contact"}, {{"Ærfuglveien <3>", "Reception, Cellar", "2026-11-21 10:00"}}};
        add(form, std::move(silent));
        add(form, Of("webhook_endpoint_disabled",
                     {{"name", name},
                      {"url", "https://erp.customer.test/hook?a=1&b=2"},
                      {"reason", "failing"},
                      {"days", count}},
                     "/webhooks/1"));
    }
    const auto alert = [&](const std::string& condition, std::int64_t printers, std::int64_t threshold,
                           std::int64_t more, const std::string& person) {
        Mail mail = Of("alert",
                       {{"name", name},
                        {"rule", "Night <shift>"},
                        {"condition", condition},
                        {"threshold", threshold},
                        {"printers", printers},
                        {"more", more},
                        {"at", std::string("2026-11-21 10:00")},
                        {"person", person}},
                       printers == 1 ? "/printers/1?org=1" : "/alert-log?rule_id=1&org=1");
        const bool supplies = condition.starts_with("supply");
        mail.table = Table{{"printer", "serial_number", "location"}, {{"Brother HL-L5200DW", "E7811J0N", "Room 204"}}};
        if (supplies) {
            mail.table->columns.insert(mail.table->columns.end(), {"supply", "remaining"});
            mail.table->rows[0].insert(mail.table->rows[0].end(), {"black <toner>", "8"});
        } else {
            mail.table->columns.emplace_back("since");
            mail.table->rows[0].emplace_back("2026-11-21 09:00");
        }
        add(condition + (printers == 1 ? "-one" : "-several"), std::move(mail));
    };
    alert("supply_percent", 1, 10, 0, "yes");
    alert("supply_percent", 1200, 10, 1, "no");
    alert("supply_days", 1, 1, 0, "yes");
    alert("supply_days", 3, 14, 1100, "no");
    alert("error", 1, 60, 0, "yes");
    alert("error", 2, 1, 0, "no");
    alert("silent", 1, 1, 0, "yes");
    alert("silent", 2, 7, 0, "no");
    for (const char* reason : {"owner_gone", "view_gone"}) {
        add(reason,
            Of("report_paused",
               {{"name", name}, {"report", "Silent printers"}, {"owner", "ann@customer.test"}, {"reason", reason}},
               "/reports"));
    }
    add("large", Of("report_ready",
                    {{"name", name},
                     {"report", "Silent printers"},
                     {"organization", organization},
                     {"owner", "ann@customer.test"},
                     {"count", std::int64_t{120'000}},
                     {"attached", "no"},
                     {"days", std::int64_t{30}}},
                    "/reports?org=1&file=2"));
    add("gone",
        Of("webhook_endpoint_disabled",
           {{"name", name}, {"url", "https://erp.customer.test/hook"}, {"reason", "gone"}, {"days", std::int64_t{0}}},
           "/webhooks/1"));
    for (const std::string what : {"on", "off", "codes", "reset"}) {
        add(what, Of("second_factor_changed", {{"what", what}}, "/settings"));
    }
    for (const std::string what :
         {"roles", "disabled", "enabled", "email_asked", "email_changed", "sessions", "sign_in"}) {
        add(what, Of("account_changed",
                     {{"what", what},
                      {"by", "ola@operator.test"},
                      {"email", "ase@customer.test"},
                      {"at", "30 Nov 2026, 09:15"},
                      {"address", "203.0.113.9"},
                      {"browser", "Mozilla/5.0 <X11>"}},
                     "/settings"));
    }
    add("", Of("email_confirmation", {{"email", "ase@customer.test"}, {"hours", std::int64_t{24}}},
               "/confirm-email#token"));
    const auto requested = [&](const std::string& template_name, const std::string& state, const std::string& text) {
        return Of(template_name,
                  {{"name", name},
                   {"number", "SR-481516234"},
                   {"summary", "Jams <tray 2>"},
                   {"service", "MPS"},
                   {"printer", "Brother HL-L5200DW E7811J0N"},
                   {"about_printer", state == "user" ? "no" : "yes"},
                   {"state", state},
                   {"by", "ola@operator.test"},
                   {"text", text},
                   {"said", text.empty() ? "no" : "yes"}},
                  "/service-requests/1");
    };
    add("", requested("service_request_created", "new", ""));
    add("user", requested("service_request_created", "user", ""));
    add("", requested("service_request_comment", "new", "Roller 3 & 4.\n\nTomorrow at 8?"));
    for (const std::string state : {"started", "completed", "cancelled", "reopened"}) {
        add(state, requested("service_request_state", state, state == "started" ? "" : "Roller replaced."));
    }
    add("", Of("password_changed", {}, "/sign-in"));
    add("", Of("test", {{"name", name}}));
    Mail waiting = Of("order_awaiting_approval",
                      {{"number", "SO-481516234"}, {"name", name}, {"by", "ola@customer.test"}}, "/supply-orders/1");
    waiting.table = Table{{"quantity", "item", "part_number", "printer", "serial_number"},
                          {{"2", "Toner", "TN-2420", "Brother HL-L5200DW", "E7811J0N"}}};
    add("", std::move(waiting));
    return cases;
}

TEST(MailGoldens, EveryMailReadsAsItsGoldenFileInEveryLanguage) {
    const auto catalogues = i18n::Catalogues::BuiltIn();
    for (const auto& language : catalogues.Languages()) {
        for (auto [name, mail] : Cases()) {
            mail.language = language;
            testing::ExpectGolden(Render(catalogues, mail), name, language);
        }
    }
}

// A template without a golden file is a mail that nobody has read.
TEST(MailGoldens, NoTemplateIsWithoutOneInAnyLanguage) {
    const auto catalogues = i18n::Catalogues::BuiltIn();
    std::vector<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(testing::GoldenFolder())) {
        files.push_back(file.path().filename().string());
    }
    int templates = 0;
    for (const auto& [key, text] : catalogues.Texts("en")) {
        if (!key.starts_with("mail.") || !key.ends_with(".subject")) continue;
        const std::string name = key.substr(5, key.size() - 5 - 8);
        ++templates;
        for (const auto& language : catalogues.Languages()) {
            for (const std::string kind : {".txt", ".html"}) {
                const bool found = std::ranges::any_of(files, [&](const std::string& file) {
                    return file.ends_with("." + language + kind) &&
                           (file.starts_with(name + ".") || file.starts_with(name + "-"));
                });
                EXPECT_TRUE(found) << name << " " << language << kind;
            }
        }
    }
    EXPECT_GE(templates, 24);
}

}  // namespace
}  // namespace mail
