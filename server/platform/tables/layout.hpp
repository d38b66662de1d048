#pragma once

#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/tables/tables.hpp"

namespace tables {

// The columns of a described struct, as a file has them: a member that is a struct is spread ("address" with "city" is
// "address_city"), a list of plain values is one cell ("a; b"), and what has no columns is JSON. For people ids of things
// and versions are left out.
class Layout {
  public:
    template <class Row>
    static Layout Of() {
        base::json::SchemaSet set;
        const auto schema = base::json::Schema<Row>(set);
        return {schema, set.definitions()};
    }

    [[nodiscard]] std::vector<Column> Columns(bool for_people) const;
    // Of a row as base::json::ToValue gives it.
    [[nodiscard]] std::vector<std::string> Cells(const boost::json::value& row, bool for_people) const;

  private:
    struct Place {
        std::vector<std::string> path;
        Column column;
        bool for_people;
    };

    Layout(const boost::json::object& schema, const boost::json::object& definitions);
    void Walk(const boost::json::object& schema, const boost::json::object& definitions,
              const std::vector<std::string>& path);

    std::vector<Place> places_;
};

}  // namespace tables
