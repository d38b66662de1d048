#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

// The words of one line of ASR/1, taken strictly from left to right. Everything on a line is
// hostile until it went through here.
namespace replenishment {

// Why the input cannot be gone on with: it ends the conversation. what() says what was found and
// what was expected.
class Asr1Error : public std::runtime_error {
  public:
    Asr1Error(std::int64_t line, std::string code, const std::string& words)
        : std::runtime_error(words), line_(line), code_(std::move(code)) {}
    [[nodiscard]] std::int64_t line() const { return line_; }  // from 1
    // Stable: empty_line, unknown_word, version, wrong_order, missing_field, surplus_field,
    // not_a_number, out_of_range, not_text, wrong_date, out_of_sequence, duplicate,
    // unknown_printer, unknown_supply, unknown_order, wrong_levels, too_many, too_long, cut.
    [[nodiscard]] const std::string& code() const { return code_; }

  private:
    std::int64_t line_;
    std::string code_;
};

class Asr1Line {
  public:
    // A carriage return at the end belongs to the end of the line. `text` outlives the object.
    Asr1Line(std::int64_t number, std::string_view text);

    [[nodiscard]] bool empty() const { return rest_.empty(); }
    // The next word; `name` is what the field is called in messages.
    std::string_view Word(std::string_view name);
    // The next word, kept by the caller: UTF-8 without control characters, at most 128 octets.
    std::string_view Text(std::string_view name);
    // The next word as a whole number of low .. high.
    std::int64_t Number(std::string_view name, std::int64_t low, std::int64_t high);
    // `word`, a part of a line, as a whole number of low .. high.
    std::int64_t NumberIn(std::string_view word, std::string_view name, std::int64_t low, std::int64_t high) const;
    // A level as reported: any whole number; what does not fit an int is as far outside as the
    // int's end.
    int Level(std::string_view word) const;
    // Nothing may follow.
    void End();

    [[noreturn]] void Fail(std::string code, std::string_view found, std::string_view expected) const;
    [[nodiscard]] std::int64_t number() const { return number_; }

    // For messages: clipped, without control characters, in quotes.
    static std::string Quoted(std::string_view word);

  private:
    std::int64_t number_;
    std::string_view rest_;  // begins with a word
};

}  // namespace replenishment
