#pragma once

#include <boost/describe.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"
#include "server/platform/pg/transaction.hpp"

// The one list machine: pages by place, not by number, so that a page costs the same wherever it is and no row is seen
// twice or left out while others come and go. A feature names where the rows are, which of them match and what they can
// be sorted by; the statements, one for each order, are made here when first used. tests/golden/lists shows each of them.
//
//     enum class Column { kLastName, kCompany };                    // also the values of ?sort=
//     struct Filter { std::span<const base::OrganizationId> organizations; std::optional<std::string> city; };
//     const pg::List<Contact, Filter, Column> kList{{
//         .name = "contacts.list",
//         .from = "contacts",
//         .where = "organization_id = ANY ($organizations) AND ($city IS NULL OR city_key = $city)",
//         .sorts = {{Column::kLastName, "name_key"}, {Column::kCompany, "company_key"}}}};
//     pg::Slice<Contact> slice = kList.Read(tx, filter, window);    // the window is http::Call::Window's
namespace pg {

// What a list is sorted by; rows that are equal in it follow by id, in the same direction.
template <base::json::DescribedEnum Column>
struct Order {
    Column column{};
    bool descending = false;
};

// The last row of a page, behind which the next one starts.
struct Place {
    std::string key;  // what the list is sorted by, as text
    base::Id<struct PlaceTag> id;
};
BOOST_DESCRIBE_STRUCT(Place, (), (key, id))

template <base::json::DescribedEnum Column>
struct Window {
    Order<Column> order;
    std::optional<Place> after;  // nullopt: from the first row on
    std::int32_t limit = 50;
};

template <class Row>
struct Slice {
    std::vector<Row> rows;      // at most the window's limit
    std::optional<Place> next;  // nullopt: this was the last page
};

// Of rows that were read with one more than `limit`: the page, and its last row's place where more follow.
template <class Row, class PlaceOf>
Slice<Row> Cut(std::vector<Row> rows, std::int32_t limit, const PlaceOf& place_of) {
    Slice<Row> slice{std::move(rows), std::nullopt};
    const auto most = static_cast<std::size_t>(limit);
    if (slice.rows.size() <= most) return slice;
    slice.rows.erase(slice.rows.begin() + limit, slice.rows.end());
    slice.next = place_of(std::as_const(slice.rows.back()));
    return slice;
}

namespace detail {

// A list as everything but its C++ types sees it; each links itself into a list that AllLists() gives.
class ListBase {
  public:
    ListBase(const ListBase&) = delete;
    ListBase& operator=(const ListBase&) = delete;
    [[nodiscard]] virtual const std::string& name() const = 0;
    // Every statement of it, made now where nobody has used it yet.
    [[nodiscard]] virtual std::vector<const QueryBase*> Statements() const = 0;
    // Those that its file in tests/golden/lists shows: one of each kind, where there are hundreds.
    [[nodiscard]] virtual std::vector<const QueryBase*> Shown() const { return Statements(); }

  protected:
    ListBase();
    ~ListBase();

  private:
    friend std::vector<const ListBase*> AllLists();
    const ListBase* next_ = nullptr;
};
// Every list of the program, by name.
std::vector<const ListBase*> AllLists();

template <class Row>
struct PlacedRow : Row {
    std::string sort_key;
    base::Id<PlaceTag> sort_id;
    BOOST_DESCRIBE_CLASS(PlacedRow, (Row), (sort_key, sort_id), (), ())
};

template <class Filter>
struct WindowedFilter : Filter {
    std::string place_key;
    base::Id<PlaceTag> place_id;
    std::int32_t row_limit = 0;
    BOOST_DESCRIBE_CLASS(WindowedFilter, (Filter), (place_key, place_id, row_limit), (), ())
};

struct ListText {
    std::string select, from, where, id, key, type;
    bool descending = false;
    bool first = false;  // the first page has no place behind which it starts
};
std::string ListSql(const ListText& text);

}  // namespace detail

template <base::json::DescribedEnum Column>
struct SortBy {
    Column column;
    std::string sql;            // never NULL; an index leads with it and ends with the id
    std::string type = "text";  // of the expression
};

template <base::json::DescribedEnum Column>
struct ListSource {
    std::string name;                  // "contacts.list"
    std::string select = "{columns}";  // the columns of Row
    std::string from;
    std::string where;  // members of Filter are $<member>
    std::string id = "id";
    std::vector<SortBy<Column>> sorts;
};

template <class Row, class Filter, base::json::DescribedEnum Column>
class List final : public detail::ListBase {
  public:
    explicit List(ListSource<Column> source) : source_(std::move(source)) {}

    [[nodiscard]] Slice<Row> Read(Transaction& tx, const Filter& filter, const Window<Column>& window) const {
        Parameters parameters;
        static_cast<Filter&>(parameters) = filter;
        if (window.after) {
            parameters.place_key = window.after->key;
            parameters.place_id = window.after->id;
        }
        parameters.row_limit = window.limit + 1;
        auto placed = Cut(tx.All(Statement(window.order, !window.after), parameters), window.limit,
                          [](const auto& row) { return Place{row.sort_key, row.sort_id}; });
        Slice<Row> slice{.rows = {}, .next = std::move(placed.next)};
        slice.rows.reserve(placed.rows.size());
        for (auto& row : placed.rows) slice.rows.push_back(std::move(static_cast<Row&>(row)));
        return slice;
    }

    [[nodiscard]] const std::string& name() const override { return source_.name; }
    [[nodiscard]] std::vector<const QueryBase*> Statements() const override {
        std::vector<const QueryBase*> statements;
        for (const auto& sort : source_.sorts) {
            for (const bool descending : {false, true}) {
                for (const bool first : {true, false})
                    statements.push_back(&Statement({sort.column, descending}, first));
            }
        }
        return statements;
    }

  private:
    using Parameters = detail::WindowedFilter<Filter>;
    using Page = Query<detail::PlacedRow<Row>(Parameters)>;

    const Page& Statement(Order<Column> order, bool first) const {
        const std::scoped_lock lock(mutex_);
        auto& statement = statements_[{order.column, order.descending, first}];
        if (!statement) statement = Make(order, first);
        return *statement;
    }

    std::unique_ptr<Page> Make(Order<Column> order, bool first) const {
        const SortBy<Column>* by = nullptr;
        for (const auto& sort : source_.sorts) {
            if (sort.column == order.column) by = &sort;
        }
        const std::string column(base::json::EnumName(order.column));
        if (by == nullptr) throw Error(ErrorKind::kInternal, "", "", source_.name + ": is not sorted by " + column);
        return std::make_unique<Page>(
            source_.name + "." + column + (order.descending ? ".descending" : "") + (first ? "" : ".next"),
            detail::ListSql({.select = detail::WithColumns(source_.select, detail::ColumnsOf<Row>()),
                             .from = source_.from,
                             .where = source_.where,
                             .id = source_.id,
                             .key = by->sql,
                             .type = by->type,
                             .descending = order.descending,
                             .first = first}));
    }

    ListSource<Column> source_;
    mutable std::mutex mutex_;
    mutable std::map<std::tuple<Column, bool, bool>, std::unique_ptr<Page>> statements_;
};

}  // namespace pg
