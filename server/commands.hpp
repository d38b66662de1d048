#pragma once

#include <string>
#include <vector>

#include "server/settings.hpp"

// The small verbs; each gives the exit code of the program.
namespace server {

int MigrateDatabase(const Settings& settings);
int PrintSetupLink(const Settings& settings);
int BackupDatabase(const Settings& settings, const std::string& file);
int RestoreDatabase(const Settings& settings, const std::string& file);

struct NewUser {
    std::string email;
    std::vector<std::string> roles;
    std::string organization;  // id; empty: the operator
    std::string first_name;
    std::string last_name;
    std::string language = "en";
    std::string time_zone = "UTC";
    bool child_organization_access = false;
};
int CreateUser(const Settings& settings, const NewUser& wanted);
// A new link for somebody who was invited and has not come yet. `organization`: id; empty: the operator.
int InviteUser(const Settings& settings, const std::string& email, const std::string& organization);

}  // namespace server
