#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <time.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/bench/bench.hpp"

namespace bench {
namespace {

std::vector<Entry>& MutableEntries() {
    static std::vector<Entry> entries;
    return entries;
}

std::chrono::nanoseconds Cpu(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

void Print(const Result& result, bool json) {
    if (json) {
        const boost::json::object line = {{"name", result.name},
                                          {"value", result.value},
                                          {"unit", result.unit},
                                          {"baseline", result.baseline},
                                          {"baseline_value", result.baseline_value},
                                          {"ratio", result.Ratio()}};
        std::cout << boost::json::serialize(line) << std::endl;
        return;
    }
    std::cout << fmt::format("{:<28}{:>14.6g} {:<22} baseline {:.6g} ({}), ratio {:.3g}", result.name, result.value,
                             result.unit, result.baseline_value, result.baseline, result.Ratio())
              << std::endl;
}

}  // namespace

Registration::Registration(std::string name, std::string about, Function function) {
    MutableEntries().push_back({std::move(name), std::move(about), std::move(function)});
    std::ranges::sort(MutableEntries(), {}, &Entry::name);
}

const std::vector<Entry>& Entries() {
    return MutableEntries();
}

std::size_t Wanted(const char* variable, std::size_t usual) {
    const char* wanted = std::getenv(variable);
    return wanted == nullptr ? usual : std::strtoul(wanted, nullptr, 10);
}

std::chrono::nanoseconds ThreadCpu() {
    return Cpu(CLOCK_THREAD_CPUTIME_ID);
}
std::chrono::nanoseconds ProcessCpu() {
    return Cpu(CLOCK_PROCESS_CPUTIME_ID);
}

void Say(const std::string& text) {
    std::cerr << text << std::endl;
}

}  // namespace bench

int main(int argc, char** argv) {
    // Standard output is for results.
    spdlog::set_default_logger(spdlog::stderr_logger_mt("bench"));
    bool json = false;
    std::vector<std::string> names;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--json") {
            json = true;
        } else if (word.starts_with("-")) {
            std::cerr << "usage: platen-bench [NAME ...] [--json]\n";
            for (const bench::Entry& entry : bench::Entries()) {
                std::cerr << fmt::format("  {:<20}{}\n", entry.name, entry.about);
            }
            return word == "--help" || word == "-h" ? 0 : 2;
        } else {
            names.push_back(word);
        }
    }
    for (const std::string& name : names) {
        if (std::ranges::find(bench::Entries(), name, &bench::Entry::name) == bench::Entries().end()) {
            std::cerr << "platen-bench: there is no benchmark \"" << name << "\"\n";
            return 2;
        }
    }
    bool failed = false;
    for (const bench::Entry& entry : bench::Entries()) {
        if (!names.empty() && std::ranges::find(names, entry.name) == names.end()) continue;
        bench::Say(fmt::format("{}: {}", entry.name, entry.about));
        try {
            for (const bench::Result& result : entry.function()) bench::Print(result, json);
        } catch (const std::exception& error) {
            std::cerr << entry.name << ": " << error.what() << '\n';
            failed = true;
        }
    }
    return failed ? 1 : 0;
}
