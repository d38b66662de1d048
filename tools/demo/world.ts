// The demo's customers: one operator, a parent organization, three child organizations with four sites, an
// agent at each; the fleet is spread over the sites evenly. Names and addresses are invented; the domains are reserved ones.
export type SiteOf = {
    name: string;
    city: string;
    postal_code: string;
    street1: string;
    country: string;
    subnet: number;
    contact: Person;
};
export type Person = { first_name: string; last_name: string; email: string; country_code: string; number: string };

export const operatorName = "Meridian Managed Print";
export const operator: Person = {
    first_name: "Ada",
    last_name: "Moreno",
    email: "ada.moreno@meridian.example",
    country_code: "49",
    number: "3055501000",
};
export const warehouse: Person = {
    first_name: "Jonas",
    last_name: "Brandt",
    email: "warehouse@meridian.example",
    country_code: "49",
    number: "3055501001",
};

export const specialist: Person = {
    first_name: "Ines",
    last_name: "Falk",
    email: "ines.falk@meridian.example",
    country_code: "49",
    number: "3055501002",
};

export const parent: { name: string; administrator: Person } = {
    name: "Fjordprint Partner",
    administrator: {
        first_name: "Signe",
        last_name: "Dahl",
        email: "signe.dahl@fjordprint.example",
        country_code: "47",
        number: "22555030",
    },
};

/** As the list of those who can sign in names them; a customer's administrator has the customer's name. */
export const who = {
    operator: "operator, administrator",
    warehouse: "operator, warehouse",
    specialist: "operator, customer operations specialist",
    partner: `${parent.name}, administrator`,
};

export const children: { name: string; administrator: Person; sites: SiteOf[] }[] = [
    {
        name: "Alder & Birch Logistics",
        administrator: {
            first_name: "Grace",
            last_name: "Okafor",
            email: "grace.okafor@alderbirch.example",
            country_code: "49",
            number: "4055502000",
        },
        sites: [
            {
                name: "Hamburg",
                street1: "Am Sandtorkai 12",
                postal_code: "20457",
                city: "Hamburg",
                country: "DE",
                subnet: 0,
                contact: {
                    first_name: "Henrik",
                    last_name: "Voss",
                    email: "supplies.hamburg@alderbirch.example",
                    country_code: "49",
                    number: "4055502010",
                },
            },
            {
                name: "Leipzig",
                street1: "Messe-Allee 3",
                postal_code: "04356",
                city: "Leipzig",
                country: "DE",
                subnet: 1,
                contact: {
                    first_name: "Miriam",
                    last_name: "Seidel",
                    email: "supplies.leipzig@alderbirch.example",
                    country_code: "49",
                    number: "34155502020",
                },
            },
        ],
    },
    {
        name: "Canal Street Clinics",
        administrator: {
            first_name: "Daan",
            last_name: "de Wit",
            email: "daan.dewit@canalclinics.example",
            country_code: "31",
            number: "205553000",
        },
        sites: [
            {
                name: "Amsterdam",
                street1: "Keizersgracht 400",
                postal_code: "1016 GC",
                city: "Amsterdam",
                country: "NL",
                subnet: 2,
                contact: {
                    first_name: "Femke",
                    last_name: "Jansen",
                    email: "supplies@canalclinics.example",
                    country_code: "31",
                    number: "205553010",
                },
            },
        ],
    },
    {
        name: "Lakeside University",
        administrator: {
            first_name: "Chiara",
            last_name: "Rossi",
            email: "chiara.rossi@lakeside.example",
            country_code: "41",
            number: "445554000",
        },
        sites: [
            {
                name: "Zurich campus",
                street1: "Seestrasse 21",
                postal_code: "8002",
                city: "Zurich",
                country: "CH",
                subnet: 3,
                contact: {
                    first_name: "Luca",
                    last_name: "Meier",
                    email: "supplies@lakeside.example",
                    country_code: "41",
                    number: "445554010",
                },
            },
        ],
    },
];

export const siteCount = children.reduce((count, child) => count + child.sites.length, 0);
export const address = (site: SiteOf): Record<string, string> => ({
    street1: site.street1,
    street2: "",
    street3: "",
    building: "",
    floor: "",
    room: "",
    city: site.city,
    state: "",
    postal_code: site.postal_code,
    country: site.country,
});
