#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/args.hpp"

// Why a rule refused, as data and never as prose: the catalogues hold `problems.<code>.title`
// and `.detail` in every language, and the edge (HTTP, command line, mail) renders them.
namespace base {

// What kind of refusal it is; the HTTP edge derives the status from it and nothing else does.
enum class ProblemKind {
    kInvalid,               // the input breaks a rule: 422, or 400 where it could not be read at all
    kMalformed,             // the input could not be read: 400
    kUnauthenticated,       // 401
    kForbidden,             // 403: visible, but not allowed
    kNotFound,              // 404: absent, or not visible to this actor (the answer is the same)
    kConflict,              // 409: the state of things forbids it now
    kStale,                 // 412: somebody else changed it since it was read
    kPreconditionRequired,  // 428: If-Match or Idempotency-Key is missing
    kTooLarge,              // 413
    kTooMany,               // 429
    kUnsupported,           // 415 / 405
    kUnavailable,           // 503: try again later
    kInternal,              // 500: our own fault
};

// One field that is wrong. `pointer` is a JSON pointer (RFC 6901) into the body, or the name of a
// query parameter after "?", e.g. "?limit".
struct FieldProblem {
    std::string pointer;
    std::string code;
    Args args;

    bool operator==(const FieldProblem&) const = default;
};

struct Problem {
    ProblemKind kind = ProblemKind::kInternal;
    std::string code;  // stable, snake_case; part of the API
    Args args;
    std::vector<FieldProblem> fields;
    std::vector<CountedText>
        holdings{};  // what stands in the way; {holdings} in the problem's texts: "2 printers, 1 agent"

    bool operator==(const Problem&) const = default;
};

template <class T>
using Result = std::expected<T, Problem>;

// Short for the usual return: `return base::Refuse(ProblemKind::kConflict, "contact_assigned",
// {...});`
[[nodiscard]] inline std::unexpected<Problem> Refuse(ProblemKind kind, std::string code, Args args = {},
                                                     std::vector<FieldProblem> fields = {}) {
    return std::unexpected(Problem{kind, std::move(code), std::move(args), std::move(fields)});
}

// Collects everything that is wrong with one input, so that a person corrects it in one go.
class FieldProblems {
  public:
    void Add(std::string pointer, std::string code, Args args = {}) {
        fields_.push_back({std::move(pointer), std::move(code), std::move(args)});
    }
    [[nodiscard]] bool empty() const { return fields_.empty(); }
    // Whether something is wrong there already: a second sentence about the same field helps nobody.
    [[nodiscard]] bool Has(std::string_view pointer) const;
    [[nodiscard]] const std::vector<FieldProblem>& fields() const { return fields_; }
    // The refusal that carries them all: kInvalid with the code "invalid_fields".
    [[nodiscard]] std::unexpected<Problem> Refuse() && {
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, std::move(fields_));
    }

  private:
    std::vector<FieldProblem> fields_;
};

}  // namespace base
