#include <fmt/format.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <random>
#include <sstream>

#include "lib/asr1/asr1.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/parallel.hpp"

// `replenish_quality`: how well `platen replenish --asr1` replenishes. Two years of 300 printers in
// a closed loop, on one known world and on some of new seeds, against the reference policies on the
// same worlds; once with users as they are and once with users who swap early ("field"). Figures
// are means over the worlds, so that the ratios are the measure. The worlds and the references are
// not part of this repository: without ../shared/replenishment nothing is measured.
// A cold start, the first half year of worlds without any history, is compared with what the method
// gave before it knew how short it has seen a supply.
// PLATEN_BENCH_SEEDS="5,6,7" sets the worlds' seeds, PLATEN_BENCH_SEEDS=new draws three.
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = 2;
constexpr const char* kSeeds = "4101,4102,4103";

struct Player {
    const char* name;
    const char* arguments;  // of evaluate.py; ./platen is the program
};
constexpr Player kPlayers[] = {{"xerox90", "--inproc xerox90"},
                               {"best", "--inproc best"},
                               {"published", "-- ./platen replenish --asr1 --profile published"},
                               {"balanced", "-- ./platen replenish --asr1 --profile balanced"}};
constexpr const char* kUsers[] = {"", "field"};

// A figure of evaluate.py, as a JSON pointer into its report.
struct Figure {
    const char* name;
    const char* pointer;
    const char* unit;
};
constexpr Figure kFigures[] = {{"cost", "/cost_per_py", "cost/printer-year"},
                               {"stockouts", "/stockout_events_per_1000py", "/1000 printer-years"},
                               {"shipments", "/shipments_per_py", "/printer-year"},
                               {"shelf", "/shelf_days_of_supply", "days of supply"},
                               {"days_left", "/fc90/mae", "days of error"}};

struct Run {
    std::string world;
    const char* users = "";
    const Player* player = nullptr;
    boost::json::value report;
};

// The folder with the evaluator's files, the worlds, and the program; gone with the object.
class Workshop {
  public:
    explicit Workshop(const fs::path& evaluator) {
        std::string name = (fs::temp_directory_path() / "platen-quality-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
        // File by file: folders that nobody may write to would stay so in the copy.
        for (const auto& entry : fs::recursive_directory_iterator(evaluator)) {
            const fs::path to = folder_ / fs::relative(entry.path(), evaluator);
            entry.is_directory() ? void(fs::create_directory(to)) : void(fs::copy_file(entry.path(), to));
        }
        fs::create_symlink(PLATEN_PROGRAM, folder_ / "platen");
    }
    ~Workshop() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    [[nodiscard]] std::string Read(const std::string& name) const {
        std::ifstream file(folder_ / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    // A command of the shell, in the folder; what it prints stays there.
    void Shell(const std::string& name, const std::string& command) const {
        const std::string log = name + ".log";
        const std::string line = fmt::format("cd '{}' && {} > {} 2>&1", folder_.string(), command, log);
        const int status = std::system(line.c_str());  // two threads at once: no other state is shared
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
        const std::string words = Read(log);
        throw std::runtime_error(command + ": " +
                                 words.substr(words.size() - std::min<std::size_t>(words.size(), 500)));
    }

  private:
    fs::path folder_;
};

std::vector<std::string> Seeds() {
    const char* wanted = ::getenv("PLATEN_BENCH_SEEDS");
    std::string words = wanted == nullptr ? kSeeds : wanted;
    if (words == "new") {
        std::random_device random;
        words = fmt::format("{},{},{}", random() % 1'000'000, random() % 1'000'000, random() % 1'000'000);
    }
    std::vector<std::string> seeds;
    std::istringstream list(words);
    for (std::string seed; std::getline(list, seed, ',');) {
        if (seed.empty() || seed.find_first_not_of("0123456789") != std::string::npos) {
            throw std::runtime_error("PLATEN_BENCH_SEEDS: \"" + seed + "\" is not a number");
        }
        seeds.push_back(seed);
    }
    return seeds;
}

std::vector<Run> RunAll(const Workshop& shop) {
    const auto seeds = Seeds();
    bench::InParallel(seeds.size(), kAtOnce, [&](std::size_t i) {
        shop.Shell("make-" + seeds[i], fmt::format("python3 asrworld.py {0} world-{0}", seeds[i]));
        bench::Say(fmt::format("  world of seed {} made", seeds[i]));
    });
    std::vector<Run> runs;
    for (const char* users : kUsers) {
        for (const Player& player : kPlayers) {
            runs.push_back({"traces-dev", users, &player, {}});
            for (const auto& seed : seeds) runs.push_back({"world-" + seed, users, &player, {}});
        }
    }
    std::mutex saying;
    std::size_t done = 0;
    bench::InParallel(runs.size(), kAtOnce, [&](std::size_t i) {
        Run& run = runs[i];
        const std::string name = fmt::format("run-{}", i);
        const auto start = std::chrono::steady_clock::now();
        shop.Shell(name, fmt::format("ASR_USERS={} python3 evaluate.py {} --json {}.json {}", run.users, run.world,
                                     name, run.player->arguments));
        run.report = boost::json::parse(shop.Read(name + ".json"));
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        const std::lock_guard lock(saying);
        bench::Say(fmt::format("  {:2}/{} {:<10} {:<6}{:<10} {:3.0f} s", ++done, runs.size(), run.world, run.users,
                               run.player->name, seconds.count()));
    });
    return runs;
}

// ---- cold start

// Of commit f64c3db on the worlds of kColdSeeds, their `days` 180 and their `warmup` 0 in meta.json:
// evaluate.py played against its `platen replenish --asr1`, lines counted as below; means.
struct Cold {
    const char* profile;
    double stockouts;
    double shelf;
    double shipments;
    double lines_over_120_percent;
};
constexpr Cold kColdBefore[] = {{"published", 341.7, 56.6, 2.70, 2.98}, {"balanced", 286.1, 68.9, 2.31, 6.41}};
constexpr const char* kColdSeeds[] = {"6101", "6102", "6103"};
constexpr double kLongDays = 120;

class CountLines final : public replenishment::Asr1Follower {
  public:
    void OnSupply(replenishment::SupplyIndex, replenishment::PrinterIndex, std::string_view, std::string_view,
                  const replenishment::SupplySpec&) override {}
    void OnDelivery(replenishment::SupplyIndex, replenishment::DayNumber, std::int32_t) override {}
    void OnReading(replenishment::SupplyIndex, replenishment::DayNumber, const replenishment::SupplyReading&,
                   const replenishment::SupplyState&, const replenishment::SupplyState&) override {}
    void OnDecision(replenishment::SupplyIndex, replenishment::DayNumber, const replenishment::Decision& decision,
                    const replenishment::SupplyState&) override {
        if (decision.quantity == 0) return;
        ++lines_;
        long_ += decision.lasts_days > kLongDays;
    }
    [[nodiscard]] double Percent() const { return lines_ == 0 ? 0 : 100.0 * long_ / lines_; }

  private:
    int lines_ = 0;
    int long_ = 0;
};

// What was said to the program, said again to the same method: orders follow from it alone.
double LongLinesPercent(const std::string& conversation, std::string_view profile) {
    CountLines lines;
    replenishment::Asr1Options options;
    options.profile = profile == "published" ? replenishment::Profile::kPublished : replenishment::Profile::kBalanced;
    options.write = [](std::string_view) {};
    options.follower = &lines;
    replenishment::Asr1 filter(std::move(options));
    filter.Feed(conversation);
    return lines.Percent();
}

std::vector<bench::Result> ColdStart(const Workshop& shop) {
    bench::InParallel(std::size(kColdSeeds), kAtOnce, [&](std::size_t i) {
        shop.Shell(fmt::format("make-cold-{}", kColdSeeds[i]),
                   fmt::format("python3 asrworld.py {0} cold-{0} && sed -i "
                               "'s/\"days\": [0-9]*/\"days\": 180/; s/\"warmup\": [0-9]*/"
                               "\"warmup\": 0/' cold-{0}/meta.json",
                               kColdSeeds[i]));
    });
    std::vector<bench::Result> results;
    for (const Cold& before : kColdBefore) {
        std::mutex adding;
        Cold now{before.profile, 0, 0, 0, 0};
        bench::InParallel(std::size(kColdSeeds), kAtOnce, [&](std::size_t i) {
            const std::string name = fmt::format("cold-{}-{}", before.profile, kColdSeeds[i]);
            shop.Shell(name, fmt::format("python3 evaluate.py cold-{} --json {}.json -- 'tee "
                                         "{}.asr | ./platen replenish --asr1 --profile {}'",
                                         kColdSeeds[i], name, name, before.profile));
            const auto report = boost::json::parse(shop.Read(name + ".json"));
            const auto figure = [&](const char* pointer) {
                return report.at_pointer(pointer).to_number<double>() / std::size(kColdSeeds);
            };
            const double percent = LongLinesPercent(shop.Read(name + ".asr"), before.profile);
            const std::lock_guard lock(adding);
            now.stockouts += figure("/stockout_events_per_1000py");
            now.shelf += figure("/shelf_days_of_supply");
            now.shipments += figure("/shipments_per_py");
            now.lines_over_120_percent += percent / std::size(kColdSeeds);
        });
        const std::string prefix = fmt::format("replenish_cold_{}_", before.profile);
        const auto add = [&](const char* figure, double value, const char* unit, double was) {
            results.push_back({prefix + figure, value, unit, "commit f64c3db, same worlds", was});
        };
        add("stockouts", now.stockouts, "/1000 printer-years", before.stockouts);
        add("shelf", now.shelf, "days of supply", before.shelf);
        add("shipments", now.shipments, "/printer-year", before.shipments);
        add("lines_over_120_percent", now.lines_over_120_percent, "% of lines", before.lines_over_120_percent);
    }
    return results;
}

double Mean(const std::vector<Run>& runs, std::string_view users, std::string_view player, const char* pointer) {
    double sum = 0;
    int count = 0;
    for (const Run& run : runs) {
        if (run.users != users || run.player->name != player) continue;
        sum += run.report.at_pointer(pointer).to_number<double>();
        ++count;
    }
    return sum / count;
}

std::vector<bench::Result> Quality() {
    const fs::path evaluator = fs::path(base::SourceFolder()).parent_path() / "shared" / "replenishment";
    if (!fs::exists(evaluator / "evaluate.py")) {
        bench::Say("  not measured: there is no ../shared/replenishment/evaluate.py");
        return {};
    }
    const Workshop shop(evaluator);
    std::vector<bench::Result> results = ColdStart(shop);
    const auto runs = RunAll(shop);
    for (const std::string users : kUsers) {
        const std::string prefix = users.empty() ? "quality_" : "quality_" + users + "_";
        const auto compare = [&](const std::string& profile, const std::string& reference) {
            for (const Figure& figure : kFigures) {
                results.push_back({prefix + profile + "_" + figure.name, Mean(runs, users, profile, figure.pointer),
                                   figure.unit, reference + " on the same worlds",
                                   Mean(runs, users, reference, figure.pointer)});
            }
        };
        compare("published", "xerox90");
        compare("balanced", "best");
        results.push_back({prefix + "balanced_below_q10", Mean(runs, users, "balanced", "/fc90/cov10"), "share",
                           "what q10 stands for", 0.1});
        results.push_back({prefix + "balanced_below_q90", Mean(runs, users, "balanced", "/fc90/cov90"), "share",
                           "what q90 stands for", 0.9});
    }
    return results;
}

const bench::Registration kQuality("replenish_quality",
                                   "replenishment against its references, where ../shared/replenishment is", Quality);

}  // namespace
