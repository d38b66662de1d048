#include "server/contacts/import_store.hpp"

namespace contacts::store {

const imports::Store<ResultRow> kImports{
    {.feature = "contacts", .imports = "contact_imports", .results = "contact_import_results"}};

}  // namespace contacts::store
