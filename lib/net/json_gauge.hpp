#pragma once

#include <cstddef>
#include <string_view>

#include "lib/base/problem.hpp"

namespace net {

// Counts the values of a JSON text while it comes in, long before it is understood: what a document costs (memory, time)
// grows with its values, and two million empty objects fit into 26 KB of gzip. A scalar, a list or an object counts as
// one, with a margin: what counts are commas and opening brackets outside of texts. Whether it is JSON at all is not
// looked at.
class JsonGauge {
  public:
    explicit JsonGauge(std::size_t most) : most_(most) {}
    // The next piece. kTooLarge "too_many_elements" with the limit, at once when there are more.
    [[nodiscard]] base::Result<void> Take(std::string_view piece);
    [[nodiscard]] std::size_t count() const { return count_; }

  private:
    std::size_t most_;
    std::size_t count_ = 0;
    bool in_text_ = false;
    bool escaped_ = false;
};

}  // namespace net
