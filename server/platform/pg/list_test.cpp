#include "server/platform/pg/list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/platform/pg/testing.hpp"

namespace pg {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using ThingId = base::Id<struct ThingTag>;

struct Street {
    static constexpr std::string_view kColumnPrefix = "";
    std::string street1;
    std::string city;
};
BOOST_DESCRIBE_STRUCT(Street, (), (street1, city))
struct Number {
    std::string country;
    std::optional<std::string> extension;
};
BOOST_DESCRIBE_STRUCT(Number, (), (country, extension))
struct Mark {
    std::int32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (number))
struct Thing {
    ThingId id;
    std::string name;
    Number phone;
    Street address;
    std::vector<Mark> marks;  // rows of another table
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, phone, address, marks))
struct ThingRow : Thing {
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(ThingRow, (Thing), (name_key))

enum class Column { kName, kCity };
BOOST_DESCRIBE_ENUM(Column, kName, kCity)
struct Filter {
    std::span<const std::string> cities;  // empty: all
};
BOOST_DESCRIBE_STRUCT(Filter, (), (cities))

const Insert<ThingRow> kInsert{"test.things.insert", "pg_temp.things"};
const Update<ThingRow> kUpdate{"test.things.update", "pg_temp.things", {"id"}};
const Query<Thing(ThingId)> kFind{"test.things.find", "SELECT {columns:t} FROM pg_temp.things AS t WHERE id = $1"};
const List<Thing, Filter, Column> kList{{
    .name = "test.things.list",
    .from = "pg_temp.things",
    .where = "cardinality($cities) = 0 OR city = ANY ($cities)",
    .sorts = {{Column::kName, "name_key"}, {Column::kCity, "city"}},
}};

class ListTest : public ::testing::Test {
  protected:
    ListTest() {
        const Query<void()> create{"test.things.create", R"sql(
            CREATE TEMPORARY TABLE things (id uuid PRIMARY KEY, name text NOT NULL, phone_country text NOT NULL,
                phone_extension text, street1 text NOT NULL, city text NOT NULL, name_key text NOT NULL)
            ON COMMIT DROP)sql"};
        tx_.Exec(create);
    }
    static Thing Make(int number, const std::string& name, const std::string& city) {
        Thing thing;
        thing.id.value.octets[15] = static_cast<std::uint8_t>(number);
        thing.name = name;
        thing.phone = {"47", std::nullopt};
        thing.address = {"Storgata 1", city};
        return thing;
    }
    void Put(int number, const std::string& name, const std::string& city) {
        tx_.Exec(kInsert, {Make(number, name, city), name});
    }
    // The names of all pages, a page of `limit` each.
    std::vector<std::string> Walk(Order<Column> order, std::int32_t limit, std::vector<std::string> cities = {}) {
        std::vector<std::string> names;
        std::optional<Place> after;
        do {
            auto slice = kList.Read(tx_, {cities}, {order, after, limit});
            EXPECT_LE(slice.rows.size(), static_cast<std::size_t>(limit));
            for (const Thing& thing : slice.rows) names.push_back(thing.name);
            after = slice.next;
        } while (after);
        return names;
    }

    testing::Database database_;
    Transaction tx_{database_.pool(), Scope::System()};
};

TEST_F(ListTest, ARowLiesFlatInItsTable) {
    Put(1, "Lamp", "Oslo");
    auto found = tx_.One(kFind, Make(1, "", "").id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->phone.country, "47");
    EXPECT_EQ(found->phone.extension, std::nullopt);
    EXPECT_EQ(found->address.city, "Oslo");
    EXPECT_THAT(found->marks, IsEmpty());
    found->phone.extension = "12";
    EXPECT_EQ(tx_.Exec(kUpdate, {*found, "lamp"}), 1);
    EXPECT_EQ(tx_.Get(kFind, found->id).phone.extension, "12");
}

TEST_F(ListTest, EveryRowStandsOnOnePage) {
    for (const auto& [number, name] : {std::pair{1, "b"}, {2, "a"}, {3, "b"}, {4, "c"}, {5, "b"}})
        Put(number, name, number % 2 == 0 ? "Oslo" : "Bergen");
    for (const std::int32_t limit : {1, 2, 3, 5, 50}) {
        EXPECT_THAT(Walk({Column::kName, false}, limit), ElementsAre("a", "b", "b", "b", "c")) << limit;
        EXPECT_THAT(Walk({Column::kName, true}, limit), ElementsAre("c", "b", "b", "b", "a")) << limit;
    }
    EXPECT_THAT(Walk({Column::kCity, false}, 2), ElementsAre("b", "b", "b", "a", "c"));
    EXPECT_THAT(Walk({Column::kCity, false}, 2, {"Oslo"}), ElementsAre("a", "c"));
}

TEST_F(ListTest, WhatComesOrGoesMeanwhileMovesNoPage) {
    for (const auto& [number, name] : {std::pair{1, "a"}, {2, "c"}, {3, "e"}}) Put(number, name, "Oslo");
    const auto first = kList.Read(tx_, {}, {{Column::kName, false}, std::nullopt, 2});
    ASSERT_TRUE(first.next);
    Put(4, "b", "Oslo");  // before the place
    Put(5, "d", "Oslo");  // behind it
    const auto second = kList.Read(tx_, {}, {{Column::kName, false}, first.next, 2});
    EXPECT_EQ(second.rows.at(0).name, "d");
    EXPECT_EQ(second.rows.at(1).name, "e");
    EXPECT_FALSE(second.next);
}

TEST(Parameters, AreNamedByTheMembersOfOneStruct) {
    const Query<std::int64_t(Filter)> query{"test.named", "SELECT cardinality($cities) + cardinality($cities)"};
    EXPECT_THAT(query.sql(), HasSubstr("cardinality($1) + cardinality($1)"));
    EXPECT_THAT(query.unused_parameters(), IsEmpty());
    const Query<std::int64_t(Filter)> unused{"test.unused", "SELECT 1::bigint"};
    EXPECT_THAT(unused.unused_parameters(), ElementsAre("cities"));
}

struct Shelf {
    std::string place;
    std::vector<std::int64_t> weights;
};
BOOST_DESCRIBE_STRUCT(Shelf, (), (place, weights))
struct Book {
    ThingId id;
    Number shop;
    std::optional<double> price;
    bool lent = false;
    Column sorted = Column::kName;
    std::optional<Column> later;
};
BOOST_DESCRIBE_STRUCT(Book, (), (id, shop, price, lent, sorted, later))
struct Read : Book {
    std::string place;
    std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(Read, (Book), (place, weight))
const Query<Read(Shelf, std::span<const Book>)> kBooks{"test.books", R"sql(
    SELECT {row_values}, $place AS place, $weights[2] AS weight FROM {rows} ORDER BY id)sql"};

TEST_F(ListTest, ManyRowsTravelAsArrays) {
    const auto id = [](int number) { return Make(number, "", "").id; };
    const std::vector<Book> books{{id(1), {"47", std::nullopt}, 9.5, true, Column::kCity, Column::kName},
                                  {id(2), {"49", "12"}, std::nullopt, false, Column::kName, std::nullopt}};
    const auto read = tx_.All(kBooks, {"left", {3, 4}}, books);
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0].id, id(1));
    EXPECT_EQ(read[0].shop.country, "47");
    EXPECT_EQ(read[0].shop.extension, std::nullopt);
    EXPECT_EQ(read[0].price, 9.5);
    EXPECT_TRUE(read[0].lent);
    EXPECT_EQ(read[0].sorted, Column::kCity);
    EXPECT_EQ(read[0].later, Column::kName);
    EXPECT_EQ(read[0].place, "left");
    EXPECT_EQ(read[0].weight, 4);
    EXPECT_EQ(read[1].shop.extension, "12");
    EXPECT_EQ(read[1].price, std::nullopt);
    EXPECT_FALSE(read[1].lent);
    EXPECT_EQ(read[1].later, std::nullopt);
    EXPECT_THAT(tx_.All(kBooks, {"left", {}}, std::vector<Book>{}), IsEmpty());
}

TEST_F(ListTest, TheDatabaseFillsInWhatIsComputed) {
    const Insert<ThingRow, std::string> insert{
        "test.things.computed", "pg_temp.things", "RETURNING name_key", {{"name_key", "lower($name_key)"}}};
    EXPECT_EQ(tx_.Get(insert, {Make(1, "Lamp", "Oslo"), "LAMP"}), "lamp");
}

struct City {
    std::string city;
};
BOOST_DESCRIBE_STRUCT(City, (), (city))
struct Named {
    ThingId id;
    std::string name;
    std::string name_key;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, name, name_key))

TEST_F(ListTest, ManyRowsAreWrittenAtOnce) {
    const InsertRows<City, Named> insert{
        "test.things.insert_rows",
        "pg_temp.things",
        "ON CONFLICT (id) DO UPDATE SET name = known.name || excluded.name",
        {{"phone_country", "'47'"}, {"street1", "''"}, {"name_key", "lower(rows.name)"}}};
    const UpdateRows<City, Named> update{"test.things.update_rows", "pg_temp.things", {"id"}};
    const auto id = [](int number) { return Make(number, "", "").id; };
    EXPECT_EQ(tx_.Exec(insert, {"Oslo"}, std::vector<Named>{{id(1), "A", ""}, {id(2), "B", ""}}), 2);
    EXPECT_THAT(Walk({Column::kName}, 5, {"Oslo"}), ElementsAre("A", "B"));
    EXPECT_EQ(tx_.Exec(insert, {"Oslo"}, std::vector<Named>{{id(1), "a", ""}}), 1);
    EXPECT_EQ(tx_.Exec(update, {"Oslo"}, std::vector<Named>{{id(2), "C", "0"}, {id(3), "D", "1"}}), 1);
    EXPECT_THAT(Walk({Column::kName}, 5, {"Oslo"}), ElementsAre("C", "Aa"));
    EXPECT_EQ(Overwrite<Named>({"id"}), "name = excluded.name, name_key = excluded.name_key");
    EXPECT_EQ(tx_.Exec(update, {"Bergen"}, std::vector<Named>{{id(2), "E", "0"}}), 0);
}

TEST(Cut, LeavesOutTheRowThatOnlySaysThatThereAreMore) {
    const auto place = [](int row) { return Place{std::to_string(row), {}}; };
    const auto more = Cut(std::vector{1, 2, 3}, 2, place);
    EXPECT_THAT(more.rows, ElementsAre(1, 2));
    EXPECT_EQ(more.next->key, "2");
    const auto last = Cut(std::vector{1, 2}, 2, place);
    EXPECT_THAT(last.rows, ElementsAre(1, 2));
    EXPECT_FALSE(last.next);
}

}  // namespace
}  // namespace pg
