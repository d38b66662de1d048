#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "server/platform/api/router.hpp"

// A small feature for the tests of this folder: notes that live in memory, with every kind of operation.
namespace http::sample {

enum class Colour { kRed, kDarkBlue };
BOOST_DESCRIBE_ENUM(Colour, kRed, kDarkBlue)

using NoteId = base::Id<struct NoteTag>;

struct Note {
    NoteId id;
    std::string text;
    std::optional<Colour> colour;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, colour, version))

struct NoteInput {
    std::string text;
    std::optional<Colour> colour;
    std::vector<int> marks;
};
BOOST_DESCRIBE_STRUCT(NoteInput, (), (text, colour, marks))

struct NotePath {
    NoteId note_id;
};
BOOST_DESCRIBE_STRUCT(NotePath, (), (note_id))

struct NoteList : Paging {
    std::optional<std::string> search;
    std::vector<Colour> colour;
    std::optional<int> minimum_version;
    std::optional<bool> starred;
};
BOOST_DESCRIBE_STRUCT(NoteList, (Paging), (search, colour, minimum_version, starred))

struct NoteKey {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteKey, (), (text))

struct FailurePath {
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(FailurePath, (), (kind))

struct Size {
    std::int64_t octets = 0;
};
BOOST_DESCRIBE_STRUCT(Size, (), (octets))

class Notes {
  public:
    void Register(Router& router);
    Note Put(NoteId id, std::string text, std::int64_t version);

    std::mutex mutex;
    std::map<NoteId, Note> notes;
    std::string committed;  // what AfterCommit saw last
    base::SystemClock clock;
    base::IdSource ids{clock};
};

}  // namespace http::sample
