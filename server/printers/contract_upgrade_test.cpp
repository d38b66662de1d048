#include <gtest/gtest.h>

#include "server/testing/old_database.hpp"

// What a database of 0.1.0 holds of contracts and states, before and after the step that makes a
// contract the condition of supply (ASR-16).
namespace {

class BeforeContracts : public testing::Test {
  protected:
    BeforeContracts() {
        AddContact(alpha, kContact);
        AddContact(beta, kContact);
    }

    void AddContact(const printers::Source& source, const std::string& id) {
        database.Sql(
            fmt::format("INSERT INTO contacts (organization_id, id, first_name, last_name, company, email, "
                        "phone_country_code, phone_number, phone_extension, street1, street2, street3, "
                        "building, floor, room, city, state, postal_code, "
                        "country, name_key, company_key, city_key, email_key, created_at, updated_at) VALUES "
                        "('{}', '{}', 'Ida', 'Berg', '', 'ida@mail.example', '', '', '', '', '', '', '', '', "
                        "'', '', "
                        "'', '', '', '', '', '', '', '2026-01-01', '2026-01-01')",
                        source.organization.ToString(), id));
    }
    static std::string IdOf(int number) { return fmt::format("00000000-0000-7000-8000-{:012}", number); }
    void AddPrinter(const printers::Source& source, int number, bool contract, bool contact,
                    bool deregistered = false) {
        const std::string organization = source.organization.ToString();
        database.Sql(
            fmt::format("INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, "
                        "manufacturer, model, serial_number, address, port, host_name, hardware_address, "
                        "device_location, firmware, features, inputs, meters, discovered_at, described_at, "
                        "fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key, "
                        "address_key, host_key, location_key, under_contract, contact_id, deregistered_at) "
                        "VALUES ('{0}', '{1}', 'sn/{2}', 'hw/{2}', '{3}', '{4}', 'Brother', 'MFC', '{2}', "
                        "'10.0.0.1', 161, '', '', '', '', '{{}}', '[]', '[]', '2026-11-01', '2026-11-01', 99, "
                        "1, '2026-11-01', '', '', '', '', '', '', {5}, {6}, {7})",
                        organization, IdOf(number), number, source.site.ToString(), source.agent.ToString(), contract,
                        contact ? "'" + std::string(kContact) + "'" : "NULL", deregistered ? "'2026-11-02'" : "NULL"));
    }
    void AddState(const printers::Source& source, int number, int status, bool communicating) {
        database.Sql(
            fmt::format("INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, "
                        "layout, status, status_text, detected_errors, problems, levels, meters, input_levels, "
                        "alerts, communicating, life_count, lowest_percent) VALUES ('{}', '{}', '2026-11-05', "
                        "1, 9, 1, {}, '', 0, '', '{{}}', '{{}}', '{{}}', 0, {}, -1, 34)",
                        source.organization.ToString(), IdOf(number), status, communicating));
    }
    // Somebody decided on the contract of this printer.
    void Decided(const printers::Source& source, int number, const std::string& action) {
        database.Sql(
            fmt::format("INSERT INTO audit_events (organization_id, at, actor_kind, actor_name, address, "
                        "request_id, action, object_type, object_id, before, after) VALUES ('{}', "
                        "'2026-11-03', 'user', 'Ada', '192.0.2.1', 'r', '{}', 'printer', '{}', "
                        "'{{\"under_contract\": true}}', '{{\"under_contract\": false}}')",
                        source.organization.ToString(), action, IdOf(number)));
    }
    std::string UnderContract() {
        return database.Value(
            "SELECT string_agg(serial_number || ' ' || version, ', ' ORDER BY serial_number) "
            "FROM printers WHERE under_contract");
    }

    static constexpr const char* kContact = "00000000-0000-7000-8000-0000000000c0";
    server::testing::OldDatabase old{"0116"};
    pg::testing::Database& database = old.database;
    printers::Source alpha = old.AddCustomer("Alpha");
    printers::Source beta = old.AddCustomer("Beta");
};

TEST_F(BeforeContracts, WhoWasSuppliedWithoutADecisionGoesOnBeingSupplied) {  // ASR-16
    AddPrinter(alpha, 1, false, true);                                        // nobody ever decided
    AddPrinter(alpha, 2, false, true);                                        // taken out
    AddPrinter(alpha, 3, false, false);                                       // never supplied: no contact
    AddPrinter(alpha, 4, false, true, true);                                  // deregistered
    AddPrinter(alpha, 5, true, true);                                         // under contract already
    AddPrinter(alpha, 6, false, true);                                        // something else was decided
    AddPrinter(beta, 7, false, true);                                         // of another customer
    AddPrinter(beta, 8, false, true);                                         // ... who takes it out
    Decided(alpha, 2, "printer.contract_changed");
    Decided(alpha, 6, "printer.contact_changed");
    Decided(alpha, 7, "printer.contract_changed");  // not its organization: says nothing of it
    Decided(beta, 8, "printer.contract_changed");
    const std::string version = database.Value("SELECT version FROM printers WHERE serial_number = '5'");
    const std::string next = std::to_string(std::stoi(version) + 1);

    old.Upgrade();

    EXPECT_EQ(UnderContract(), fmt::format("1 {1}, 5 {0}, 6 {1}, 7 {1}", version, next));
    // Each of them says so, in its history and in its own organization's audit log, and no other.
    EXPECT_EQ(database.Value("SELECT string_agg(concat_ws(' ', serial_number, code, args->>'from', "
                             "args->>'to', actor), ', ' ORDER BY serial_number) FROM printer_events AS e "
                             "JOIN printers AS p ON p.organization_id = e.organization_id AND p.id = "
                             "e.printer_id WHERE code = 'printer_contract_changed'"),
              "1 printer_contract_changed false true upgrade, "
              "6 printer_contract_changed false true upgrade, "
              "7 printer_contract_changed false true upgrade");
    EXPECT_EQ(database.Value("SELECT string_agg(concat_ws(' ', serial_number, actor_kind, action, "
                             "before->>'under_contract', after->>'under_contract'), ', ' ORDER BY "
                             "serial_number) FROM audit_events AS a JOIN printers AS p ON p.organization_id = "
                             "a.organization_id AND p.id = a.object_id WHERE actor_name = 'upgrade' "
                             "AND action = 'printer.contract_changed'"),
              "1 system printer.contract_changed false true, "
              "6 system printer.contract_changed false true, "
              "7 system printer.contract_changed false true");
}

TEST_F(BeforeContracts, ASilentPrinterIsInNoOtherState) {  // PRN-2, AGT-7
    for (int number = 1; number <= 6; ++number) AddPrinter(alpha, number, true, true);
    for (int status = 0; status < 4; ++status) AddState(alpha, 1 + status, status, true);
    AddState(alpha, 5, 0, false);
    AddState(alpha, 6, 3, false);
    old.Upgrade();
    EXPECT_EQ(database.Value("SELECT string_agg(serial_number || ' ' || state, ', ' ORDER BY serial_number) "
                             "FROM printer_states AS s JOIN printers AS p ON p.id = s.printer_id"),
              "1 0, 2 1, 3 2, 4 3, 5 4, 6 4");
    database.Sql("UPDATE printer_states SET communicating = NOT communicating, status = 1");
    EXPECT_EQ(database.Value("SELECT string_agg(state::text, ',' ORDER BY printer_id) FROM printer_states"),
              "4,4,4,4,1,1");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printers WHERE high_volume_since IS NOT NULL"), "0");
}

}  // namespace
