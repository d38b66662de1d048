#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

// Benchmarks with their baselines: a figure alone says nothing about another machine, a ratio of two
// figures of one run does. A benchmark is one file of this folder:
//
//     namespace {
//     std::vector<bench::Result> Poll() { ...; return {{.name = "poll", ...}}; }
//     const bench::Registration kPoll("poll", "full inventory of 5,000 printers", Poll);
//     }  // namespace
namespace bench {

struct Result {
    std::string name;
    double value = 0;
    std::string unit;
    std::string baseline;       // what it is compared with, in a few words
    double baseline_value = 0;  // in the same unit; measured in the same run
    // value / baseline_value, whichever way is better for this unit.
    [[nodiscard]] double Ratio() const { return baseline_value == 0 ? 0 : value / baseline_value; }
};

using Function = std::function<std::vector<Result>()>;

struct Registration {
    Registration(std::string name, std::string about, Function function);
};

struct Entry {
    std::string name;
    std::string about;
    Function function;
};
// Sorted by name.
const std::vector<Entry>& Entries();

// What the environment variable says, else `usual`: how many of what a benchmark is about.
std::size_t Wanted(const char* variable, std::size_t usual);

// CPU time of the calling thread, and of the process.
std::chrono::nanoseconds ThreadCpu();
std::chrono::nanoseconds ProcessCpu();

// Words for people while a benchmark works; stderr, so that stdout stays JSON.
void Say(const std::string& text);

}  // namespace bench
