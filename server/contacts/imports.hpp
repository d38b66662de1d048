#pragma once

#include <span>

#include "lib/base/ids.hpp"
#include "server/contacts/import_rules.hpp"

namespace pg {
class Transaction;
}
namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}
namespace tasks {
class Registry;
}

// Imports of contacts from files (CON-4..CON-8): a preview writes nothing, a task does the work.
namespace contacts {

struct ImportParts {
    base::IdSource& ids;
    const i18n::Catalogues& catalogues;
};
void RegisterImports(http::Router& router, ImportParts parts);
void RegisterExport(http::Router& router);
void RegisterTasks(tasks::Registry& registry, base::IdSource& ids);

inline constexpr const char* kImportKind = "contacts.import";

// The contacts of an organization that rows may be the same as; the preview and the task ask alike.
KnownContacts KnownFor(pg::Transaction& tx, base::OrganizationId organization, std::span<const ImportRow> rows);

}  // namespace contacts
