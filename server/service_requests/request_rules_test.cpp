#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/service_requests/service_requests.hpp"

namespace service_requests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Strings = std::vector<std::string>;

template <class T>
Strings Wrong(const base::Result<T>& checked) {
    Strings wrong;
    if (!checked) {
        for (const auto& field : checked.error().fields) wrong.push_back(field.pointer + " " + field.code);
    }
    return wrong;
}

ServiceRequestInput Asked(const std::string& service) {
    ServiceRequestInput input;
    input.service = service;
    input.printer_id = printers::PrinterId{};
    input.description = "It is broken.";
    return input;
}

TEST(ServiceRequestRules, EachServiceHasItsOwnFields) {  // SRV-4
    const auto desk = UsualDesk();
    EXPECT_THAT(Wrong(CheckRequest(Asked("field_service"), desk)), IsEmpty());
    EXPECT_THAT(Wrong(CheckRequest(Asked("non_standard_supply"), desk)),
                ElementsAre("/item missing", "/quantity missing"));
    EXPECT_THAT(Wrong(CheckRequest(Asked("equipment_move"), desk)), ElementsAre("/new_location missing"));
    EXPECT_THAT(Wrong(CheckRequest(Asked("contract_removal"), desk)), IsEmpty());
    EXPECT_THAT(Wrong(CheckRequest(Asked("equipment_change"), desk)), IsEmpty());
    auto other = Asked("field_service");
    other.item = "Staples";
    other.severity = 1;
    EXPECT_THAT(Wrong(CheckRequest(other, desk)), ElementsAre("/item not_asked", "/severity not_asked"));
    EXPECT_THAT(Wrong(CheckRequest(Asked("incident"), desk)), ElementsAre("/service service_unknown"));
}

TEST(ServiceRequestRules, ADescriptionIsMandatoryAndAnotherPersonIsNot) {  // SRV-4
    auto input = Asked("field_service");
    input.description = " \n\x01 \n";
    input.contact_email = "ada at customer";
    EXPECT_THAT(Wrong(CheckRequest(input, UsualDesk())),
                ElementsAre("/description missing", "/contact_email invalid_email"));
    input.description = "\n Jams.\r\n\nEvery\tday <b>\n";
    input.contact_email = "ada@customer.test";
    const auto checked = CheckRequest(input, UsualDesk());
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->input.description, "Jams.\n\nEvery day <b>");
    EXPECT_EQ(SummaryOf(checked->input.description), "Jams.");
    EXPECT_EQ(SummaryOf(std::string(500, 'x')).size(), 120U);
}

TEST(ServiceRequestRules, OnlyUserServicesNeedNoPrinter) {  // SRV-2
    auto input = Asked("field_service");
    input.printer_id.reset();
    EXPECT_THAT(Wrong(CheckRequest(input, UsualDesk())), ElementsAre("/printer_id service_needs_printer"));
}

TEST(ServiceRequestRules, ApplicationSupportAsksForSeverityCategoryAndApplication) {  // SRV-5
    auto desk = UsualDesk();
    auto input = Asked("application_support");
    input.printer_id.reset();
    EXPECT_THAT(Wrong(CheckRequest(input, desk)),
                ElementsAre("/severity missing", "/category missing", "/application missing"));
    input.severity = 5;
    input.category = "Scanning & Faxing";
    input.application = "Equitrac";
    EXPECT_THAT(Wrong(CheckRequest(input, desk)),
                ElementsAre("/severity out_of_range", "/application application_unknown"));
    input.severity = 1;
    input.application = "RightFax";
    desk.services[2].target_hours = 40;
    desk.severities[0].target_hours = 4;
    EXPECT_EQ(CheckRequest(input, desk)->target_hours, 4);
    input.severity = 2;
    EXPECT_EQ(CheckRequest(input, desk)->target_hours, 40) << "that of the service";
}

TEST(ServiceRequestRules, TheOperatorAddsRenamesAndHidesServices) {  // SRV-4
    auto desk = UsualDesk();
    desk.services[0].name = " Technician ";
    desk.services[1].hidden = true;
    desk.services.push_back({.key = "training", .name = "Training", .target_hours = 80});
    desk = *CheckDesk(desk);
    EXPECT_EQ(CheckRequest(Asked("field_service"), desk)->service_name, "Technician");
    EXPECT_THAT(Wrong(CheckRequest(Asked("non_standard_supply"), desk)), ElementsAre("/service service_unknown"));
    const auto added = CheckRequest(Asked("training"), desk);
    EXPECT_EQ(added->kind, Kind::kOther);
    EXPECT_EQ(added->target_hours, 80);
}

TEST(ServiceRequestRules, WhatADeskMayNotBe) {  // SRV-4, SRV-5
    auto desk = UsualDesk();
    desk.services.erase(desk.services.begin());
    desk.services.push_back({.key = "training", .name = "", .target_hours = 0});
    desk.services.push_back({.key = "training", .name = "Training", .target_hours = {}});
    desk.categories.push_back({"content & storage", {"A", "a"}});
    desk.severities[3].severity = 1;
    EXPECT_THAT(Wrong(CheckDesk(desk)),
                ElementsAre("/services/5/name missing", "/services/6/key service_twice", "/services service_missing",
                            "/categories/5/name name_twice", "/categories/5/applications name_twice",
                            "/severities/3/severity severity_twice", "/services/5/target_hours out_of_range",
                            "/severities missing"));
    EXPECT_THAT(Wrong(CheckDesk(UsualDesk())), IsEmpty());
}

TEST(ServiceRequestRules, AStateNeverGoesBack) {  // SRV-6
    const auto next = [](State from) {
        std::vector<State> states;
        for (const State to : {State::kNew, State::kInProgress, State::kCompleted, State::kCancelled}) {
            if (MayBecome(from, to)) states.push_back(to);
        }
        return states;
    };
    EXPECT_THAT(next(State::kNew), ElementsAre(State::kInProgress, State::kCompleted, State::kCancelled));
    EXPECT_THAT(next(State::kInProgress), ElementsAre(State::kCompleted, State::kCancelled));
    EXPECT_THAT(next(State::kCompleted), IsEmpty());
    EXPECT_THAT(next(State::kCancelled), IsEmpty());
}

}  // namespace
}  // namespace service_requests
