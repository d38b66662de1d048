#pragma once

#include "server/platform/api/router.hpp"
#include "server/platform/tables/tables.hpp"

// A file as the answer of an operation.
namespace http {

inline Raw AnswerOf(tables::Made made) {
    return {std::move(made.content_type), std::move(made.bytes), std::move(made.name), std::move(made.pieces)};
}

}  // namespace http
