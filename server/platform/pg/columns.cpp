#include "server/platform/pg/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/platform/pg/error.hpp"

namespace pg::detail {
namespace {

bool IsNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

void AddFlat(std::span<const RowMember> members, const std::string& prefix, std::size_t offset,
             std::vector<ExpectedColumn>& columns) {
    for (const RowMember& member : members) {
        const std::string name = prefix + std::string(member.name);
        if (member.ops != nullptr) {
            columns.push_back({name, member.ops, offset + member.offset});
        } else if (member.flat != nullptr) {
            AddFlat(member.flat(), member.prefix != nullptr ? prefix + std::string(*member.prefix) : name + "_",
                    offset + member.offset, columns);
        }
    }
}

}  // namespace

std::vector<ExpectedColumn> Flatten(std::span<const RowMember> members) {
    std::vector<ExpectedColumn> columns;
    AddFlat(members, "", 0, columns);
    return columns;
}

std::vector<ExpectedColumn> Arrays(std::vector<ExpectedColumn> columns) {
    for (ExpectedColumn& column : columns) {
        if (column.ops->add_array == nullptr) {
            throw Error(ErrorKind::kInternal, "", "", "column '" + column.name + "' is of a type that has no arrays");
        }
        column.name = "rows_" + column.name;
        column.array = true;
    }
    return columns;
}

std::string ColumnList(const std::vector<ExpectedColumn>& columns, std::string_view alias) {
    std::string list;
    for (const ExpectedColumn& column : columns) {
        if (!list.empty()) list += ", ";
        if (!alias.empty()) list.append(alias).append(".");
        list += column.name;
    }
    return list;
}

std::string WithColumns(std::string sql, const std::vector<ExpectedColumn>& columns) {
    static constexpr std::string_view kPlace = "{columns";
    for (std::size_t at = sql.find(kPlace); at != std::string::npos; at = sql.find(kPlace, at)) {
        const std::size_t end = sql.find('}', at);
        if (end == std::string::npos) break;
        std::string_view alias = std::string_view(sql).substr(at + kPlace.size(), end - at - kPlace.size());
        if (alias.starts_with(':')) alias.remove_prefix(1);
        const std::string list = ColumnList(columns, alias);
        sql.replace(at, end + 1 - at, list);
        at += list.size();
    }
    return sql;
}

std::string WithRows(std::string sql, const std::vector<ExpectedColumn>& columns) {
    std::string arrays;
    for (const ExpectedColumn& column : columns) arrays += (arrays.empty() ? "$rows_" : ", $rows_") + column.name;
    const auto put = [&sql](std::string_view place, const std::string& text) {
        for (std::size_t at = sql.find(place); at != std::string::npos; at = sql.find(place, at + text.size()))
            sql.replace(at, place.size(), text);
    };
    put("{rows}", "unnest(" + arrays + ") AS rows (" + ColumnList(columns) + ")");
    put("{row_columns}", ColumnList(columns));
    put("{row_values}", ColumnList(columns, "rows"));
    return sql;
}

std::string WithParameters(const std::string& sql, const std::vector<ExpectedColumn>& parameters,
                           std::vector<std::string>* unused) {
    std::vector<bool> used(parameters.size(), false);
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = sql.find('$'); at != std::string::npos; at = sql.find('$', at + 1)) {
        std::size_t end = at + 1;
        while (end < sql.size() && IsNameCharacter(sql[end])) ++end;
        const std::string_view name = std::string_view(sql).substr(at + 1, end - at - 1);
        const auto found = std::ranges::find(parameters, name, &ExpectedColumn::name);
        if (found == parameters.end()) continue;  // PostgreSQL says what is wrong with it
        const auto number = static_cast<std::size_t>(found - parameters.begin());
        used[number] = true;
        out.append(sql, done, at + 1 - done).append(std::to_string(number + 1));
        done = end;
    }
    out.append(sql, done);
    for (std::size_t number = 0; unused != nullptr && number < parameters.size(); ++number) {
        if (!used[number]) unused->push_back(parameters[number].name);
    }
    return out;
}

namespace {

struct Written {
    std::string names, values;

    void Add(const std::string& name, const std::string& value) {
        names += (names.empty() ? "" : ", ") + name;
        values += (values.empty() ? "" : ", ") + value;
    }
    // The columns as `prefix` and their names, but those that are computed.
    void Add(const std::vector<ExpectedColumn>& columns, const std::string& prefix,
             const std::vector<Computed>& computed) {
        for (const ExpectedColumn& column : columns) {
            if (std::ranges::find(computed, column.name, &Computed::column) == computed.end())
                Add(column.name, prefix + column.name);
        }
    }
};

bool Has(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::string InsertSql(const std::string& table, const std::vector<ExpectedColumn>& columns, const std::string& rest,
                      const std::vector<Computed>& computed) {
    Written written;
    written.Add(columns, "$", computed);
    for (const Computed& column : computed) written.Add(column.column, column.sql);
    return "INSERT INTO " + table + " (" + written.names + ")\nVALUES (" + written.values + ")" +
           (rest.empty() ? "" : "\n" + rest);
}

std::string InsertRowsSql(const std::string& table, const std::vector<ExpectedColumn>& shared,
                          const std::vector<ExpectedColumn>& columns, const std::string& rest,
                          const std::vector<Computed>& computed) {
    Written written;
    written.Add(shared, "$", computed);
    written.Add(columns, "rows.", computed);
    for (const Computed& column : computed) written.Add(column.column, column.sql);
    return "INSERT INTO " + table + " AS known (" + written.names + ")\nSELECT " + written.values + "\nFROM {rows}" +
           (rest.empty() ? "" : "\n" + rest);
}

std::string UpdateRowsSql(const std::string& table, const std::vector<ExpectedColumn>& shared,
                          const std::vector<ExpectedColumn>& columns, const std::vector<std::string>& keys) {
    std::string changes, where;
    for (const ExpectedColumn& column : shared)
        where += fmt::format("{}known.{} = ${}", where.empty() ? "" : " AND ", column.name, column.name);
    for (const std::string& key : keys)
        where += fmt::format("{}known.{} = rows.{}", where.empty() ? "" : " AND ", key, key);
    for (const ExpectedColumn& column : columns) {
        if (Has(keys, column.name)) continue;
        changes += (changes.empty() ? "" : ", ") + (column.name + " = rows." + column.name);
    }
    return "UPDATE " + table + " AS known SET " + changes + "\nFROM {rows}\nWHERE " + where;
}

std::string UpdateSql(const std::string& table, const std::vector<ExpectedColumn>& columns,
                      const std::vector<std::string>& keys, const std::vector<std::string>& written_by_others) {
    std::string changes;
    for (const ExpectedColumn& column : columns) {
        if (Has(keys, column.name) || Has(written_by_others, column.name)) continue;
        changes += (changes.empty() ? "" : ", ") + column.name + " = $" + column.name;
    }
    std::string where;
    for (const std::string& key : keys) where += fmt::format("{}{} = ${}", where.empty() ? "" : " AND ", key, key);
    return "UPDATE " + table + " SET " + changes + "\nWHERE " + where;
}

std::string OverwriteSql(const std::vector<ExpectedColumn>& columns, const std::vector<std::string>& keys) {
    std::string changes;
    for (const ExpectedColumn& column : columns) {
        if (Has(keys, column.name)) continue;
        changes += (changes.empty() ? "" : ", ") + (column.name + " = excluded." + column.name);
    }
    return changes;
}

}  // namespace pg::detail
