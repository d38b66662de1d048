#include "server/platform/pg/list.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pg::detail {
namespace {

// Constant-initialized, so that lists of any translation unit may link themselves in before main().
constinit const ListBase* first_list = nullptr;
constinit std::mutex list_mutex;

}  // namespace

ListBase::ListBase() {
    const std::scoped_lock lock(list_mutex);
    next_ = first_list;
    first_list = this;
}

ListBase::~ListBase() {
    const std::scoped_lock lock(list_mutex);
    if (first_list == this) {
        first_list = next_;
        return;
    }
    for (const ListBase* list = first_list; list != nullptr; list = list->next_) {
        if (list->next_ != this) continue;
        const_cast<ListBase*>(list)->next_ = next_;
        return;
    }
}

std::vector<const ListBase*> AllLists() {
    std::vector<const ListBase*> lists;
    {
        const std::scoped_lock lock(list_mutex);
        for (const ListBase* list = first_list; list != nullptr; list = list->next_) lists.push_back(list);
    }
    std::ranges::sort(lists, {}, [](const ListBase* list) { return list->name(); });
    return lists;
}

std::string ListSql(const ListText& text) {
    const char* const direction = text.descending ? "DESC" : "ASC";
    std::string where = "(" + text.where + ")";
    if (!text.first) {
        where += fmt::format("\n  AND ({}, {}) {} ($place_key::{}, $place_id)", text.key, text.id,
                             text.descending ? "<" : ">", text.type);
    }
    return fmt::format(
        "SELECT {}, ({})::text AS sort_key, {} AS sort_id\nFROM {}\nWHERE {}\n"
        "ORDER BY {} {}, {} {}\nLIMIT $row_limit",
        text.select, text.key, text.id, text.from, where, text.key, direction, text.id, direction);
}

}  // namespace pg::detail
