// What nearly every unit includes and nobody changes, compiled once (CMakeLists.txt, platen_precompiled). Units still
// include what they use: a build without this header is as good, only slower. docs/benchmarks.md has what it saves.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>
