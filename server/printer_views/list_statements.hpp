#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "server/printer_views/list_store.hpp"

// The statements of the list of printers: list_store.cpp says when which is asked, list_statements_store.cpp what
// they are. Each is made when it is first used. Private to these two.
namespace printer_views::store {

// A list with a filter collects the ids of its matches first, at most so many.
inline constexpr std::int32_t kCollect = 4000;
// At most so many printers lead a list by their service requests.
inline constexpr std::int32_t kCollectByRequests = 10 * kCollect;

// How the words of a search are looked for.
enum class Words { kNone, kFilter, kFirstLeads };
BOOST_DESCRIBE_ENUM(Words, kNone, kFilter, kFirstLeads)
// Whether printer_states is looked at; its table need not be there for filters that ask for nothing of it.
enum class Tables { kBoth, kPrinters };
BOOST_DESCRIBE_ENUM(Tables, kBoth, kPrinters)
// Whether what matches is among printers that were found by their service requests.
enum class Lead { kNothing, kRequests };
BOOST_DESCRIBE_ENUM(Lead, kNothing, kRequests)

// What every statement that filters is asked with. The organizations are named of the states, or of the printers where
// a column of theirs leads to the matches: named twice they make the planner expect next to nothing. Neither: row level
// security alone says which.
struct ListParameters : ListFilter {
    std::optional<std::span<const base::OrganizationId>> state_organizations;
    std::optional<std::span<const base::OrganizationId>> printer_organizations;
    // Lead::kRequests: the printers and whose they are.
    std::vector<base::OrganizationId> leading_organizations;
    std::vector<PrinterId> leading_printers;
    std::string place_key;
    PrinterId place_id;
    std::int32_t row_limit = 0;
    double sample_percent = 0;  // of the table's pages
};
BOOST_DESCRIBE_STRUCT(ListParameters, (ListFilter),
                      (state_organizations, printer_organizations, leading_organizations, leading_printers, place_key,
                       place_id, row_limit, sample_percent))

struct Found {
    base::OrganizationId organization_id;
    PrinterId id;
};
BOOST_DESCRIBE_STRUCT(Found, (), (organization_id, id))
// A place of a list: a printer and its sort column as text.
struct Placed : Found {
    std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(Placed, (Found), (sort_key))

using FindQuery = pg::Query<Found(ListParameters)>;
using SampleQuery = pg::Query<std::int64_t(ListParameters)>;
using WalkQuery = pg::Query<Placed(ListParameters)>;
using OrderQuery = pg::Query<Placed(Organizations, std::vector<PrinterId>, std::string, PrinterId, std::int32_t)>;

class ListStatements final : public pg::detail::ListBase {
  public:
    // The ids of all matches, or kCollect + 1 of them; in no order.
    const FindQuery& Find(Tables tables, Words words, Lead lead = Lead::kNothing) const;
    // How many of a sample match.
    const SampleQuery& Sample(Tables tables, Words words) const;
    // The page of matches that were found: organizations and ids, those after a key and an id, so many.
    const OrderQuery& InOrder(pg::Order<SortColumn> order) const;
    // The page of matches that an index in that order leads to.
    const WalkQuery& Walk(pg::Order<SortColumn> order, Tables tables, Words words) const;
    // Before the first row in that order.
    static pg::Place Beginning(pg::Order<SortColumn> order);

    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] std::vector<const pg::QueryBase*> Statements() const override;
    [[nodiscard]] std::vector<const pg::QueryBase*> Shown() const override;

  private:
    template <class Query>
    class Made {
      public:
        const Query& Get(const std::string& name, const auto& sql) {
            const std::scoped_lock lock(mutex_);
            auto& query = queries_[name];
            if (!query) query = std::make_unique<Query>(name, sql());
            return *query;
        }

      private:
        std::mutex mutex_;
        std::map<std::string, std::unique_ptr<Query>> queries_;
    };
    void Add(std::vector<const pg::QueryBase*>& list, pg::Order<SortColumn> order) const;

    const std::string name_ = "printer_views.list";
    mutable Made<FindQuery> finds_;
    mutable Made<SampleQuery> samples_;
    mutable Made<OrderQuery> orders_;
    mutable Made<WalkQuery> walks_;
};

// A word of a search by its place, "($search_words)[1]", as a condition and as all terms that have it. `columns` are of
// printer_terms, `scope` says of which organizations; `rest` may bound each of the two index ranges.
std::string TermsWith(const char* columns, const char* scope, const std::string& word, const std::string& rest = "");

}  // namespace printer_views::store
