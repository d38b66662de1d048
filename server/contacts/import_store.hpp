#pragma once

#include <optional>
#include <string>

#include "server/contacts/contacts.hpp"
#include "server/platform/imports/import_store.hpp"

// The tables contact_imports and contact_import_results.
namespace contacts::store {

struct ResultRow : imports::ResultBase {
    std::string first_name;
    std::string last_name;
    std::string company;
    std::optional<ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (imports::ResultBase), (first_name, last_name, company, contact_id))

extern const imports::Store<ResultRow> kImports;

}  // namespace contacts::store
