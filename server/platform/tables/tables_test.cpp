#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>
#include <fstream>
#include <map>

#include "server/platform/tables/tables.hpp"

// A list as a file, as whoever opens it finds it (PRN-1).
namespace tables {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string BytesOf(File&& file) {
    return ReadAll(std::move(file).Finish(), 1 << 30).value_or("too long");
}

// The parts of a workbook, by their central directory.
std::map<std::string, std::string> PartsOf(const std::string& zip) {
    const auto number = [&](std::size_t at, std::size_t octets) {
        std::size_t value = 0;
        for (std::size_t i = octets; i-- > 0;) value = value << 8 | static_cast<unsigned char>(zip.at(at + i));
        return value;
    };
    std::map<std::string, std::string> parts;
    for (std::size_t at = zip.find("PK\x01\x02"); at != std::string::npos; at = zip.find("PK\x01\x02", at + 46)) {
        const std::string name = zip.substr(at + 46, number(at + 28, 2));
        const std::size_t local = number(at + 42, 4);
        const std::size_t data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        std::string& part = parts[name];
        part.resize(number(at + 24, 4));
        z_stream stream{};
        inflateInit2(&stream, -MAX_WBITS);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + data));
        stream.avail_in = static_cast<uInt>(number(at + 20, 4));
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END) << name;
        inflateEnd(&stream);
    }
    return parts;
}
std::string SheetOf(File&& file) {
    return PartsOf(BytesOf(std::move(file)))["xl/worksheets/sheet1.xml"];
}

TEST(TableFile, IsCsvWhereNothingElseIsAskedFor) {  // PRN-1
    File file(std::nullopt, "printers", {"model", {"pages", Kind::kNumber}});
    file.Add({"A, B", "12"});
    auto made = std::move(file).Finish();
    EXPECT_EQ(made.name, "printers.csv");
    EXPECT_EQ(made.rows, 1);
    EXPECT_EQ(made.bytes, "\xEF\xBB\xBFmodel,pages\r\n\"A, B\",12\r\n");
    EXPECT_EQ(made.size, static_cast<std::int64_t>(made.bytes.size()));
    EXPECT_FALSE(made.pieces);
}

TEST(TableFile, OfManyRowsComesInPieces) {  // PRN-1
    File file(Format::kCsv, "printers", {"model"});
    const std::string row(99, 'x');
    for (int i = 0; i < 20'000; ++i) file.Add({row});
    auto made = std::move(file).Finish();
    EXPECT_EQ(made.bytes, "");
    EXPECT_EQ(made.size, 3 + 7 + 20'000 * 101);
    EXPECT_EQ(ReadAll(Made(made), 1000), std::nullopt);
    const auto all = ReadAll(std::move(made), 1 << 30).value_or("");
    EXPECT_EQ(all.size(), 3U + 7U + 20'000U * 101U);
    EXPECT_THAT(all, StartsWith("\xEF\xBB\xBFmodel\r\nxxx"));
}

TEST(TableFile, AWorkbookHasNumbersAndTimesWhereTheyAreMeant) {  // PRN-1
    File file(Format::kXlsx, "printers",
              {"serial_number", {"pages", Kind::kNumber}, {"day", Kind::kDay}, {"at", Kind::kTime}});
    file.Add({"00123", "4711", "2026-11-21", "2026-11-21T12:00:00Z"});
    file.Add({"1E5", "unknown", "", "12345678901234567890"});
    const auto sheet = SheetOf(std::move(file));
    EXPECT_THAT(sheet, HasSubstr("<t>00123</t>"));
    EXPECT_THAT(sheet, HasSubstr("<t>1E5</t>"));
    EXPECT_THAT(sheet, HasSubstr("<c r=\"B2\"><v>4711</v></c>"));
    EXPECT_THAT(sheet, HasSubstr("<t>unknown</t>"));
    EXPECT_THAT(sheet, HasSubstr("<v>46347</v>")) << "the day";
    EXPECT_THAT(sheet, HasSubstr("<v>46347.5</v>")) << "noon";
    EXPECT_THAT(sheet, HasSubstr("<t>12345678901234567890</t>"));
}

TEST(TableFile, WhatAPrinterSaysIsNeverAFormula) {  // PRN-1
    File file(Format::kXlsx, "printers", {"model", {"pages", Kind::kNumber}});
    file.Add({"=HYPERLINK(\"http://x.example\",\"A\")", "=1+1"});
    file.Add({"http://x.example/", "+1"});
    file.Add({std::string("a\x01") + "b\x1F<&>\xEF\xBF\xBF", std::string(40'000, 'y')});
    const auto parts = PartsOf(BytesOf(std::move(file)));
    const auto& sheet = parts.at("xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
    EXPECT_THAT(sheet, Not(HasSubstr("<hyperlink")));
    EXPECT_THAT(sheet, HasSubstr("=HYPERLINK("));
    EXPECT_THAT(sheet, HasSubstr("<t>ab&lt;&amp;&gt;</t>"));
    EXPECT_THAT(sheet, Not(HasSubstr(std::string(32'768, 'y')))) << "as much as a cell holds";
    EXPECT_THAT(sheet, HasSubstr(std::string(32'000, 'y')));
}

long KilobytesInUse() {
    std::ifstream status("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    status >> pages >> resident;
    return resident * 4;
}

TEST(TableFile, LongOnesDoNotStayInMemory) {  // PRN-1: a million rows in less than 100 MB
    for (const Format format : {Format::kCsv, Format::kXlsx}) {
        const long before = KilobytesInUse();
        File file(format, "printers", {"organization", "model", "serial_number", {"pages", Kind::kNumber}});
        for (int i = 0; i < 100'000; ++i)
            file.Add(
                {"Organization " + std::to_string(i % 100), "Model " + std::to_string(i), std::to_string(i), "12"});
        auto made = std::move(file).Finish();
        std::int64_t octets = 0;
        while (const auto piece = made.pieces()) octets += static_cast<std::int64_t>(piece->size());
        EXPECT_EQ(octets, made.size);
        EXPECT_LT(KilobytesInUse() - before, 30'000);
    }
}

}  // namespace
}  // namespace tables
