#pragma once

#include <memory>
#include <string>

namespace bench {

// The baseline "the same statements from libpq": what this process sends to PostgreSQL while a Recording lives is
// written down, every value with it, and sent again by nothing but libpq. The benchmark's linker line puts the recorder
// between the server's code and libpq (CMakeLists.txt); the server knows nothing of it.
class Recording {
  public:
    Recording();
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    // What the calling thread sends meanwhile is left out: asking whether something is ready, say.
    class Pause {
      public:
        Pause();
        ~Pause();
    };

    // Sends everything again, in the order it was sent, on as many connections; statements are prepared before the time
    // starts. The database must be as it was when the recording began. Gives seconds; throws when a statement fails or
    // touches another number of rows than it did.
    [[nodiscard]] double Replay(const std::string& url) const;
    [[nodiscard]] std::size_t statements() const;

  private:
    struct Log;
    friend struct Recorder;
    std::shared_ptr<Log> log_;
};

}  // namespace bench
