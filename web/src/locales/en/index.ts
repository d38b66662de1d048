import admin from './admin.json'
import common from './common.json'
import contacts from './contacts.json'
import fleet from './fleet.json'
import orders from './orders.json'
import printers from './printers.json'

export default { ...common, ...contacts, ...printers, ...fleet, ...orders, ...admin }
