#include <gtest/gtest.h>

#include "server/testing/old_database.hpp"

// Who was supplied before printers had to be enrolled goes on being supplied (ASR-2).
namespace enrollment {
namespace {

class EnrollmentUpgrade : public ::testing::Test {
  protected:
    printers::PrinterId AddPrinter(bool under_contract, const std::string& managed, bool deregistered) {
        const auto id = old_.ids.Make<printers::PrinterId>();
        old_.database.Sql(fmt::format(
            "INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, manufacturer, "
            "model, "
            "serial_number, address, port, host_name, hardware_address, device_location, firmware, features, inputs, "
            "meters, discovered_at, described_at, fingerprint, layout, updated_at, manufacturer_key, model_key, "
            "serial_key, address_key, host_key, location_key, under_contract, managed, deregistered_at) VALUES "
            "('{0}', '{1}', '{1}', '', '{2}', '{3}', 'Lexmark', 'M', '{1}', '', 161, '', '', '', '', '{{}}', '[]', "
            "'[]', '2026-01-01', '2026-01-01', 1, 1, '2026-01-01', '', '', '', '', '', '', {4}, '{5}', {6})",
            source_.organization.ToString(), id.ToString(), source_.site.ToString(), source_.agent.ToString(),
            under_contract, managed, deregistered ? "'2026-02-01'" : "NULL"));
        return id;
    }
    std::string Enrolled(printers::PrinterId printer) {
        return old_.database.Value(
            "SELECT count(*) FROM printer_enrollments WHERE enrolled_at IS NOT NULL AND "
            "printer_id = '" +
            printer.ToString() + "'");
    }

    server::testing::OldDatabase old_{"0230"};
    printers::Source source_ = old_.AddCustomer("Acme");
};

TEST_F(EnrollmentUpgrade, NoCustomerLosesSupplies) {
    const auto under_contract = AddPrinter(true, "none", false);
    const auto managed = AddPrinter(false, "mps_express", false);
    const auto loose = AddPrinter(false, "none", false);
    const auto away = AddPrinter(false, "none", true);
    old_.Upgrade();
    EXPECT_EQ(Enrolled(under_contract), "1");
    EXPECT_EQ(Enrolled(managed), "1");
    EXPECT_EQ(Enrolled(loose), "0");
    EXPECT_EQ(Enrolled(away), "0");
    EXPECT_EQ(old_.database.Value("SELECT string_agg(number || ' ' || customer, ', ') FROM contracts"),
              "STANDARD self_service");
    EXPECT_EQ(old_.database.Value("SELECT count(*) FROM printers JOIN contracts ON contracts.id = contract_id "
                                  "WHERE under_contract"),
              "1");
    EXPECT_EQ(old_.database.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events"),
              "contract.created printer.enrolled printer.enrolled");
}

}  // namespace
}  // namespace enrollment
