#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "lib/printing/agent_messages.hpp"

// What a printer is told to do by IPP (PRN-4): the counterpart of ipp.hpp, which only reads.
namespace agent {

struct IppDone {
    printing::CommandOutcome outcome = printing::CommandOutcome::kFailed;
    std::string detail;  // in English, for a technician
};

// What stands on a test page; only ASCII is printed.
struct TestPageText {
    std::string printer;     // where it was sent
    std::string printed_at;  // RFC 3339
};

struct IppActionOptions {
    int timeout_ms = 5000;                     // for one answer
    std::chrono::milliseconds job_ms{30'000};  // how long a job is watched; one that still prints then is done
    std::chrono::milliseconds look_ms{1000};
    const std::atomic<bool>* stop = nullptr;  // ends the watching
};

// Prints one page (RFC 8011, Print-Job) in the first format of PDF, PWG raster and plain text that the printer takes, and
// watches the job. `urls` are tried in their order until one answers. kNoAnswer: none did; kNotSupported: it takes none of
// these formats; kRefused: it wants somebody to sign in, or takes no jobs; kFailed: the job was aborted.
IppDone PrintTestPage(const std::vector<std::string>& urls, const TestPageText& text, const IppActionOptions& options);

// Restart-Printer (RFC 3998). kNotSupported: the printer's operations-supported does not name it, as of most.
IppDone RestartByIpp(const std::vector<std::string>& urls, const IppActionOptions& options);

// Where printers listen for IPP at `host` (an address; IPv6 without brackets).
std::vector<std::string> IppUrls(const std::string& host, int port = 631);

// ---- the page, in each format. Pure.

struct PageSize {
    int width = 21'000;  // hundredths of a millimetre
    int length = 29'700;
};
std::string TestPagePdf(const TestPageText& text, PageSize size);
std::string TestPagePlain(const TestPageText& text);
// PWG raster (PWG 5102.4), "sgray_8" or "srgb_8" of 8 bits: bars from white to black or of the process colours.
std::string TestPageRaster(const std::string& media, bool color, int dpi);

}  // namespace agent
