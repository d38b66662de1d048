#pragma once

#include "lib/base/index.hpp"

// Positions in the engine, which count each from 0: a printer's index is not taken for a supply's.
namespace replenishment {

using SiteIndex = base::Index<struct SiteIndexTag>;
using PrinterIndex = base::Index<struct PrinterIndexTag>;
using SupplyIndex = base::Index<struct SupplyIndexTag>;

template <class T>
using BySite = base::IndexedVector<SiteIndex, T>;
template <class T>
using ByPrinter = base::IndexedVector<PrinterIndex, T>;
template <class T>
using BySupply = base::IndexedVector<SupplyIndex, T>;

}  // namespace replenishment
