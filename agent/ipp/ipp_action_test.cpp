#include "agent/ipp/ipp_action.hpp"

#include <cups/raster.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

#include "agent/ipp/test_job_printer.hpp"

namespace agent {
namespace {

using printing::CommandOutcome;
using testing::HasSubstr;
using testing::StartsWith;

const TestPageText kText{"10.0.0.7 (\\)", "2026-03-02T08:00:00Z"};

IppActionOptions Fast() {
    IppActionOptions options;
    options.timeout_ms = 2000;
    options.job_ms = std::chrono::milliseconds(3000);
    options.look_ms = std::chrono::milliseconds(10);
    return options;
}

TEST(PrintTestPage, PrintsPdfWhereThePrinterTakesIt) {  // PRN-4
    TestIppPrinter printer;
    const auto done = PrintTestPage(printer.Urls(), kText, Fast());
    EXPECT_EQ(done.outcome, CommandOutcome::kDone) << done.detail;
    EXPECT_EQ(done.detail, "job 7 completed, application/pdf");
    ASSERT_EQ(printer.documents().size(), 1U);
    EXPECT_EQ(printer.documents()[0], TestPagePdf(kText, {21'590, 27'940}));  // what lies in it is letter
}

TEST(PrintTestPage, PrintsRasterWhereItTakesNoPdf) {
    TestIppPrinter printer;
    printer.formats = {"image/jpeg", "image/pwg-raster"};
    const auto done = PrintTestPage(printer.Urls(), kText, Fast());
    EXPECT_EQ(done.outcome, CommandOutcome::kDone) << done.detail;
    ASSERT_EQ(printer.documents().size(), 1U);
    EXPECT_THAT(printer.documents()[0], StartsWith("RaS2"));
}

TEST(PrintTestPage, SaysWhyItWasNotPrinted) {
    TestIppPrinter printer;
    printer.formats = {"image/jpeg"};
    EXPECT_EQ(PrintTestPage(printer.Urls(), kText, Fast()).outcome, CommandOutcome::kNotSupported);
    printer.formats = {"text/plain"};
    printer.accepts_jobs = false;
    EXPECT_EQ(PrintTestPage(printer.Urls(), kText, Fast()).outcome, CommandOutcome::kRefused);
    printer.accepts_jobs = true;
    printer.print_status = IPP_STATUS_ERROR_NOT_AUTHORIZED;
    EXPECT_EQ(PrintTestPage(printer.Urls(), kText, Fast()).outcome, CommandOutcome::kRefused);
    printer.print_status = IPP_STATUS_OK;
    printer.job_ends = IPP_JSTATE_ABORTED;
    const auto aborted = PrintTestPage(printer.Urls(), kText, Fast());
    EXPECT_EQ(aborted.outcome, CommandOutcome::kFailed);
    EXPECT_THAT(aborted.detail, HasSubstr("document-bad"));
    EXPECT_EQ(PrintTestPage({"ipp://127.0.0.1:9/ipp/print"}, kText, Fast()).outcome, CommandOutcome::kNoAnswer);
}

// A printer that is not ours, such as ippeveprinter of CUPS (findings/ippeveprinter-needs-avahi.sh says what it takes):
// PLATEN_IPP_PRINTER=ipp://localhost:8631/ipp/print agent_ipp_test
TEST(PrintTestPage, PrintsOnAnotherPrinter) {
    const char* url = std::getenv("PLATEN_IPP_PRINTER");
    if (url == nullptr) GTEST_SKIP() << "PLATEN_IPP_PRINTER names no printer";
    const auto printed = PrintTestPage({url}, kText, {});
    EXPECT_EQ(printed.outcome, CommandOutcome::kDone) << printed.detail;
    EXPECT_THAT(printed.detail, HasSubstr("completed"));
    EXPECT_EQ(RestartByIpp({url}, {}).outcome, CommandOutcome::kNotSupported);
}

TEST(RestartByIpp, OnlyWhereThePrinterSaysThatItCan) {  // PRN-4
    TestIppPrinter printer;
    EXPECT_EQ(RestartByIpp(printer.Urls(), Fast()).outcome, CommandOutcome::kNotSupported);
    EXPECT_EQ(printer.restarts(), 0);
    printer.operations.push_back(0x0029);
    EXPECT_EQ(RestartByIpp(printer.Urls(), Fast()).outcome, CommandOutcome::kDone);
    EXPECT_EQ(printer.restarts(), 1);
}

TEST(TestPage, RasterIsReadable) {
    for (const bool color : {false, true}) {
        std::string bytes = TestPageRaster("iso_a4_210x297mm", color, 300);
        std::pair<std::string*, std::size_t> source{&bytes, 0};
        const auto read = [](void* from, unsigned char* into, std::size_t size) -> ssize_t {
            auto& [text, at] = *static_cast<std::pair<std::string*, std::size_t>*>(from);
            const std::size_t count = std::min(size, text->size() - at);
            std::memcpy(into, text->data() + at, count);
            at += count;
            return static_cast<ssize_t>(count);
        };
        cups_raster_t* raster = cupsRasterOpenIO(read, &source, CUPS_RASTER_READ);
        ASSERT_NE(raster, nullptr);
        cups_page_header2_t header{};
        ASSERT_NE(cupsRasterReadHeader2(raster, &header), 0U);
        EXPECT_EQ(header.cupsWidth, 2480U);
        EXPECT_EQ(header.cupsHeight, 3507U);
        EXPECT_EQ(header.cupsBitsPerPixel, color ? 24U : 8U);
        std::vector<unsigned char> line(header.cupsBytesPerLine);
        unsigned lines = 0;
        while (lines < header.cupsHeight && cupsRasterReadPixels(raster, line.data(), header.cupsBytesPerLine) != 0) {
            ++lines;
        }
        EXPECT_EQ(lines, header.cupsHeight);
        cupsRasterClose(raster);
    }
}

TEST(TestPage, NamesOnlyWhatIsSafeInAPdf) {
    const auto pdf = TestPagePdf({"a(b)\\\xC3\xA4\n", "now"}, {});
    EXPECT_THAT(pdf, StartsWith("%PDF-1.4\n"));
    EXPECT_THAT(pdf, HasSubstr("(a\\(b\\)\\\\"
                               "??"
                               "?)"));
}

}  // namespace
}  // namespace agent
