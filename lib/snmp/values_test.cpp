#include "lib/snmp/values.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace snmp {
namespace {

using Known = std::map<std::vector<std::uint32_t>, std::int64_t>;

Known Contents(const Values& values) {
    Known known;
    std::vector<std::uint32_t> before;
    values.ForEach([&](OidView name, const Values::Value& value) {
        const std::vector<std::uint32_t> copy(name.begin(), name.end());
        EXPECT_TRUE(before.empty() || before < copy) << "not sorted, or twice";
        before = copy;
        known[copy] = value.number;
    });
    return known;
}

std::vector<std::uint32_t> RandomName(std::mt19937& random) {
    std::vector<std::uint32_t> name{1, 3, 6, 1};
    for (unsigned n = 1 + random() % 4; n > 0; --n) name.push_back(random() % 3);
    return name;
}

// Whatever is thought of the order: what was added first counts, and all are sorted by their names.
TEST(Values, AreSortedRightByWrongPlaces) {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        Values values;
        Known expected;
        std::vector<std::uint16_t> places;
        for (unsigned n = random() % 40; n > 0; --n) {
            const auto name = RandomName(random);
            const auto number = static_cast<std::int64_t>(random() % 1000);
            values.AddNumber(name, ber::kInteger, number);
            expected.try_emplace(name, number);
            places.push_back(static_cast<std::uint16_t>(random() % 5));
        }
        if (round % 7 == 0 && !places.empty()) places.pop_back();
        values.Sort(places);
        EXPECT_EQ(Contents(values), expected);
        const auto last = values.LastName();
        EXPECT_EQ(std::vector<std::uint32_t>(last.begin(), last.end()),
                  expected.empty() ? std::vector<std::uint32_t>{} : expected.rbegin()->first);
    }
}

TEST(Values, MergedKeepWhatWasThereFirst) {
    std::mt19937 random(12);
    for (int round = 0; round < 300; ++round) {
        Values all;
        Known expected;
        for (int part = 0; part < 3; ++part) {
            Values more;
            Known in_part;
            for (unsigned n = random() % 20; n > 0; --n) {
                const auto name = RandomName(random);
                const auto number = static_cast<std::int64_t>(random() % 1000);
                more.AddNumber(name, ber::kInteger, number);
                in_part.try_emplace(name, number);
            }
            if (random() % 2 == 0) more.Sort();
            all.Merge(std::move(more));
            expected.insert(in_part.begin(), in_part.end());
        }
        EXPECT_EQ(Contents(all), expected);
    }
}

TEST(Values, MergedKeepTextsAndNamesWithTheirOwners) {
    Values first, second;
    const std::uint32_t a[] = {1, 3, 1}, b[] = {1, 3, 2}, c[] = {1, 3, 3}, d[] = {1, 3, 4};
    first.AddOctets(b, ber::kOctetString, "bb");
    first.AddOid(c, a);
    first.Sort();
    second.AddOctets(a, ber::kOctetString, "a");
    second.AddOctets(b, ber::kOctetString, "later");
    second.AddOid(d, b);
    second.Sort();
    first.Merge(std::move(second));
    EXPECT_EQ(first.size(), 4U);
    EXPECT_EQ(first.Octets(a), "a");
    EXPECT_EQ(first.Octets(b), "bb");
    EXPECT_TRUE(std::ranges::equal(*first.ObjectId(c), a));
    EXPECT_TRUE(std::ranges::equal(*first.ObjectId(d), b));
}

TEST(DecodeIds, ReadsWhatIsWritten) {
    std::mt19937 random(13);
    for (int round = 0; round < 2000; ++round) {
        ber::Oid oid{1, 3};
        // Up to as many numbers as an Oid has, of one to five octets each.
        for (std::size_t n = random() % (round % 10 == 0 ? ber::Oid::kMax - 2 : 20); n > 0; --n) {
            oid.Push(random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : random() % 128);
        }
        std::uint8_t buffer[1024];
        ber::BackWriter writer(buffer);
        writer.OidElement(oid.ids());
        ber::Reader reader(writer.bytes());
        const ber::Bytes content = reader.Take(ber::kObjectIdentifier);
        ber::IdBuffer ids;
        const std::size_t size = ber::DecodeIds(content, ids);
        ASSERT_EQ(size, oid.size());
        EXPECT_TRUE(std::equal(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(size), oid.ids().begin()));
        // Cut within a number it is none.
        if (content.size() > 1 && content[content.size() - 2] >= 0x80) {
            EXPECT_EQ(ber::DecodeIds(content.first(content.size() - 1), ids), 0U);
        }
    }
    ber::IdBuffer ids;
    EXPECT_EQ(ber::DecodeIds({}, ids), 0U);
    const std::vector<std::uint8_t> padded{0x2B, 6, 1, 2, 1, 43, 11, 1, 1, 9, 0x80, 1},
        wide{0x2B, 0x90, 0x80, 0x80, 0x80, 0};
    EXPECT_EQ(ber::DecodeIds(padded, ids), 0U);  // not minimal
    EXPECT_EQ(ber::DecodeIds(wide, ids), 0U);    // 2^32
}

}  // namespace
}  // namespace snmp
