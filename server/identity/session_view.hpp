#pragma once

#include "server/identity/service.hpp"

// What every way of signing in answers. Private to the feature.
namespace identity {

struct SessionUser {
    UserId id;
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string language;
    std::string time_zone;
    bool recent_only = false;  // lists of orders and requests begin 90 days ago
};
BOOST_DESCRIBE_STRUCT(SessionUser, (), (id, email, first_name, last_name, language, time_zone, recent_only))

struct SessionOrganization {
    OrganizationId id;
    std::string name;
    organizations::Tier tier = {};
};
BOOST_DESCRIBE_STRUCT(SessionOrganization, (), (id, name, tier))

struct SessionView {
    SessionUser user;
    SessionOrganization organization;  // acted in
    std::vector<http::Role> roles;     // there
    bool child_organization_access = false;
    // Signed in with a temporary password: only PUT /api/v1/password goes on from here.
    bool must_change_password = false;
    // The organization asks for a second factor, and there is none yet: only /api/v1/second-factor goes on from here.
    bool must_set_up_second_factor = false;
    std::int64_t password_minimum_length = 0;  // code points, of a new password (IDN-2)
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (user, organization, roles, child_organization_access, must_change_password,
                       must_set_up_second_factor, password_minimum_length))

// The session with its cookie; `call`'s transaction sees everything.
base::Result<http::Reply<SessionView>> AnswerOpened(http::Call& call, const Service& service, const Opened& opened);

}  // namespace identity
