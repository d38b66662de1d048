#pragma once

#include <vector>

#include "lib/printing/reading.hpp"

// One supply for each physical part. A printer may tell of one part in prtMarkerSuppliesTable, in
// its maker's private table and over IPP: that is one cartridge, not three. Pure; the agent and the
// server use the same rules, for agents of older versions still send every row.
namespace printing {

// As the supply says, or else by its index.
LevelSource SourceOf(const Supply& supply);

// Joins supplies of a second source, which describes the same printer, to those that are known. A
// part that both have stays once, in its place among `known`, with the better level and its source;
// what `known` does not say of it is filled in from `more`. Parts that only `more` has come last.
//
// The same part: type (toner and toner cartridge are one), class, colorant, then description and, where several parts
// have all of these, the position among them. `known` decides how many parts there are: its one "Drum Unit" is the four
// drums of `more` together, with the level of the one that ends first.
//
// The better level: a percentage before an amount, before "some remaining", before none. Of two
// percentages the finer one; `known` where they are alike.
std::vector<Supply> JoinSupplies(std::vector<Supply> known, std::vector<Supply> more);

// Whether there are rows of another source than the standard table: "private.N", "ipp.N".
bool HasOtherSources(const std::vector<Supply>& supplies);

// The same for rows that stand in one list already: "private.N" and "ipp.N" join the others. Done
// again it changes nothing.
void OneSupplyAPart(std::vector<Supply>& supplies);

}  // namespace printing
