#pragma once

#include "server/platform/api/router.hpp"
#include "server/platform/tables/heads.hpp"
#include "server/platform/tables/tables.hpp"

// A file as the answer of an operation.
namespace http {

// The file that parameters with `format` and `heads` ask for; people get heads in their language.
template <class Params>
tables::File FileOf(const Call& call, const Params& params, std::string_view name,
                    std::vector<tables::Column> columns) {
    if (params.heads == tables::Heads::kNames) {
        for (auto& column : columns) column.name = tables::HeadOf(call.language(), name, column.name);
    }
    return {params.format, name, columns};
}

inline Raw AnswerOf(tables::Made made) {
    return {std::move(made.content_type), std::move(made.bytes), std::move(made.name), std::move(made.pieces)};
}

}  // namespace http
