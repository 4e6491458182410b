// Generated from specs/usercom/v1.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        /** @description Of a name that is sent twice the framework reads the last. */
        Query: string[];
        /** @description The limit is assumed. */
        Text: string | number | null;
        Text64: string | number | null;
        PersonName: string | number | null;
        Email: string | null;
        /** @description A text that may not be blank. The limit is assumed. */
        Label: string | number;
        Integer: number | string;
        /** @enum {unknown} */
        Boolean: true | false | 1 | 0 | "true" | "True" | "TRUE" | "t" | "T" | "1" | "yes" | "Yes" | "YES" | "y" | "Y" | "on" | "On" | "ON" | "false" | "False" | "FALSE" | "f" | "F" | "0" | "no" | "No" | "NO" | "n" | "N" | "off" | "Off" | "OFF";
        /**
         * @description 1 is unknown, 2 male, 3 female.
         * @enum {unknown}
         */
        Gender: 1 | 2 | 3 | "1" | "2" | "3";
        /**
         * @description 1 is a visitor, 2 a user.
         * @enum {unknown}
         */
        Status: 1 | 2 | "1" | "2";
        /** @description The limit is assumed. */
        TagNames: components["schemas"]["Label"][];
        UserWrite: {
            assigned_to?: components["schemas"]["NullableInteger"];
            city?: components["schemas"]["Text64"];
            company_id?: components["schemas"]["Text"];
            country?: components["schemas"]["Text"];
            email?: components["schemas"]["Email"];
            facebook_url?: components["schemas"]["Text"];
            first_name?: components["schemas"]["PersonName"];
            gender?: components["schemas"]["Gender"];
            google_url?: components["schemas"]["Text"];
            gravatar_url?: components["schemas"]["Text"];
            last_name?: components["schemas"]["PersonName"];
            linkedin_url?: components["schemas"]["Text"];
            notifications?: components["schemas"]["Boolean"];
            phone_number?: components["schemas"]["Text64"];
            region?: components["schemas"]["Text"];
            score?: components["schemas"]["Integer"];
            status?: components["schemas"]["Status"];
            timezone?: components["schemas"]["Text"];
            twitter_url?: components["schemas"]["Text"];
            unsubscribed?: components["schemas"]["Boolean"];
            user_id?: components["schemas"]["Text"];
            tags?: components["schemas"]["TagNames"];
        };
        /**
         * @description The standard attributes of a user without its id and company, of which no source tells (assumed).
         * @enum {unknown}
         */
        StandardAttribute: "assigned_to" | "city" | "country" | "email" | "facebook_url" | "first_name" | "gender" | "google_url" | "gravatar_url" | "last_name" | "linkedin_url" | "notifications" | "phone_number" | "region" | "score" | "status" | "timezone" | "twitter_url" | "unsubscribed";
        StandardValue: {
            attribute: components["schemas"]["StandardAttribute"];
            value: unknown;
        } & (unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown);
        /** @description The limit is assumed. */
        Ids: components["schemas"]["Integer"][];
        /** @description The limit is assumed. */
        CustomIds: components["schemas"]["Label"][];
        MassStandard: {
            ids: components["schemas"]["Ids"];
        } & components["schemas"]["StandardValue"];
        MassStandardByCustomId: {
            ids: components["schemas"]["CustomIds"];
        } & components["schemas"]["StandardValue"];
        MassCustom: {
            ids: components["schemas"]["Ids"];
            attribute: components["schemas"]["Label"];
            value: unknown;
        };
        MassCustomByCustomId: {
            ids: components["schemas"]["CustomIds"];
            attribute: components["schemas"]["Label"];
            value: unknown;
        };
        AttributeValue: {
            attribute: components["schemas"]["Label"];
            value: unknown;
        };
        AttributeValues: {
            [key: string]: unknown;
        };
        AttributeName: {
            attribute: components["schemas"]["Label"];
        };
        TagName: {
            name: components["schemas"]["Label"];
        };
        TagNamesRequest: {
            tag_names: components["schemas"]["TagNames"];
        };
        NewList: {
            name: components["schemas"]["Label"];
            description?: components["schemas"]["Text"];
        };
        ListChange: {
            name?: components["schemas"]["Label"];
            description?: components["schemas"]["Text"];
        };
        ListId: {
            list: components["schemas"]["Integer"];
        };
        /** @description One of the two, or both; the id of User.com decides. */
        Member: {
            user_id?: components["schemas"]["NullableInteger"];
            user_custom_id?: components["schemas"]["Text"];
        };
        Merge: {
            parent: components["schemas"]["Integer"];
            users_list?: components["schemas"]["Ids"];
            user_list?: components["schemas"]["Ids"];
        };
        /** @description Where it is not sent, the event happened now (assumed). */
        EventTime: components["schemas"]["UnixSeconds"];
        /** @description `null` is an event without data. */
        EventData: {
            [key: string]: unknown;
        } | null;
        /** @description That `name` is required is assumed; every known client sends it. */
        UserEvent: {
            name: components["schemas"]["Label"];
            timestamp?: components["schemas"]["EventTime"];
            data?: components["schemas"]["EventData"];
        };
        /** @description That `client` and `name` are required is assumed; every known client sends them. */
        NewEvent: {
            client: components["schemas"]["Integer"];
            name: components["schemas"]["Label"];
            timestamp?: components["schemas"]["EventTime"];
            data?: components["schemas"]["EventData"];
        };
        NullableInteger: number | string | null;
        UnixSeconds: number | string;
        NewAttribute: {
            /** @enum {unknown} */
            content_type: "clientuser" | "company" | "deal" | "product" | "ticket";
            name: components["schemas"]["AttributeTitle"];
            value_type: components["schemas"]["ValueType"];
            choices?: components["schemas"]["TagNames"];
            allow_multiple_choices?: components["schemas"]["Boolean"];
        };
        AttributeTitle: string | number;
        /** @enum {unknown} */
        ValueType: "boolean" | "date" | "datetime" | "fixed" | "float" | "integer" | "json" | "string";
        NewCompany: {
            name: components["schemas"]["Label"];
            description?: components["schemas"]["Text"];
            email?: components["schemas"]["Email"];
            country?: components["schemas"]["Text"];
            region?: components["schemas"]["Text"];
            city?: components["schemas"]["Text"];
            address?: components["schemas"]["Text"];
            approx_employees?: components["schemas"]["NullableInteger"];
            phone_numbers?: components["schemas"]["Label"][] | null;
            company_id?: components["schemas"]["Text"];
        };
        CompanyChange: {
            name?: components["schemas"]["Label"];
            description?: components["schemas"]["Text"];
        };
        NullableText: string | null;
        Timestamp: string;
        NullableTimestamp: string | null;
        Key: string;
        /** @enum {unknown} */
        GenderWord: "unknown" | "male" | "female";
        /** @enum {unknown} */
        StatusWord: "visitor" | "user";
        User: components["schemas"]["DocumentedUser"] | components["schemas"]["ObservedUser"];
        DocumentedUser: {
            id: number;
            key: components["schemas"]["Key"];
            /** @description First and last name; the e-mail where there is neither (recorded); null where there is no e-mail. */
            name: components["schemas"]["NullableText"];
            email: components["schemas"]["NullableText"];
            gender: components["schemas"]["GenderWord"];
            status: components["schemas"]["StatusWord"];
            phone_number: components["schemas"]["NullableText"];
            first_seen: components["schemas"]["NullableTimestamp"];
            last_seen: components["schemas"]["NullableTimestamp"];
            page_views: number;
            last_ip: components["schemas"]["NullableText"];
            timezone: components["schemas"]["NullableText"];
            city: components["schemas"]["NullableText"];
            region: components["schemas"]["NullableText"];
            country: components["schemas"]["NullableText"];
            unsubscribed: boolean;
            browser_language: components["schemas"]["NullableText"];
            score: number;
            browser: components["schemas"]["NullableText"];
            os_type: components["schemas"]["NullableText"];
            resolution: components["schemas"]["NullableText"];
            created_at: components["schemas"]["Timestamp"];
            /** @description At creation 24 microseconds after `created_at`, as in "Create user". */
            updated_at: components["schemas"]["Timestamp"];
            companies: components["schemas"]["DocumentedMembership"][];
            attributes: components["schemas"]["UserAttribute"][];
            gravatar_url: components["schemas"]["NullableText"];
            lists: components["schemas"]["UserList"][];
            tags: components["schemas"]["UserTag"][];
            notifications: boolean;
            facebook_url: components["schemas"]["NullableText"];
            linkedin_url: components["schemas"]["NullableText"];
            twitter_url: components["schemas"]["NullableText"];
            google_url: components["schemas"]["NullableText"];
            /** @constant */
            chat_id: "Chat ID is deprecated and will be removed in future";
            last_contacted: components["schemas"]["NullableTimestamp"];
        };
        ObservedUser: {
            id: number;
            key: components["schemas"]["Key"];
            name: components["schemas"]["NullableText"];
            email: components["schemas"]["NullableText"];
            gender: components["schemas"]["GenderWord"];
            status: components["schemas"]["StatusWord"];
            phone_number: components["schemas"]["NullableText"];
            first_seen: components["schemas"]["NullableTimestamp"];
            last_seen: components["schemas"]["NullableTimestamp"];
            page_views: number;
            last_ip: components["schemas"]["NullableText"];
            timezone: components["schemas"]["NullableText"];
            city: components["schemas"]["NullableText"];
            region: components["schemas"]["NullableText"];
            country: components["schemas"]["NullableText"];
            unsubscribed: boolean;
            browser_language: components["schemas"]["NullableText"];
            score: number;
            browser: components["schemas"]["NullableText"];
            os_type: components["schemas"]["NullableText"];
            resolution: components["schemas"]["NullableText"];
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            companies: components["schemas"]["ObservedMembership"][];
            attributes: components["schemas"]["UserAttribute"][];
            gravatar_url: components["schemas"]["NullableText"];
            lists: components["schemas"]["UserList"][];
            tags: components["schemas"]["UserTag"][];
            notifications: boolean;
            facebook_url: components["schemas"]["NullableText"];
            linkedin_url: components["schemas"]["NullableText"];
            twitter_url: components["schemas"]["NullableText"];
            google_url: components["schemas"]["NullableText"];
            last_contacted: components["schemas"]["NullableTimestamp"];
            user_id: components["schemas"]["NullableText"];
        };
        DocumentedMembership: {
            id: number;
            name: string;
            member_since: components["schemas"]["Timestamp"];
        };
        ObservedMembership: {
            member_since: components["schemas"]["Timestamp"];
            id: number;
            name: string;
        };
        UserAttribute: {
            name_std: string;
            value: unknown;
            description: string;
            id: number;
            name: string;
        };
        UserList: {
            id: number;
            name: string;
            description: components["schemas"]["NullableText"];
        };
        UserTag: {
            name: string;
            id: number;
        };
        Tag: {
            id: number;
            name: string;
        };
        List: {
            id: number;
            name: string;
            description: components["schemas"]["NullableText"];
        };
        Attribute: {
            id: number;
            name: string;
            name_std: string;
            value_type: components["schemas"]["ValueType"];
            content_type: string;
        };
        Event: {
            id: number;
            /** @description Id of the user. */
            client: number;
            timestamp: components["schemas"]["Timestamp"];
            items: {
                key: string;
                value: string;
            }[];
            event: string;
            event_id: number;
        };
        Company: {
            id: number;
            name: string;
            description: components["schemas"]["NullableText"];
            email: components["schemas"]["NullableText"];
            country: components["schemas"]["NullableText"];
            region: components["schemas"]["NullableText"];
            city: components["schemas"]["NullableText"];
            address: components["schemas"]["NullableText"];
            approx_employees: number | null;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            phone_numbers: string[];
            /** @description Attributes of companies are not modelled. */
            attributes: unknown[];
            company_id: components["schemas"]["NullableText"];
        };
        UserPage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["User"][];
        };
        TagPage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["Tag"][];
        };
        ListPage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["List"][];
        };
        AttributePage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["Attribute"][];
        };
        EventPage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["Event"][];
        };
        CompanyPage: {
            count: number;
            next: components["schemas"]["NullableText"];
            previous: components["schemas"]["NullableText"];
            results: components["schemas"]["Company"][];
        };
        EmptyPage: {
            /** @constant */
            count: 0;
            next: null;
            previous: null;
            results: unknown[];
        };
        Ok: {
            /** @constant */
            status: "ok";
        };
        Errors: {
            errors: {
                [key: string]: components["schemas"]["Messages"] | {
                    [key: string]: components["schemas"]["Messages"];
                };
            };
        };
        Messages: string[];
        Detail: {
            detail: string;
        };
    };
    responses: {
        /** @description The user. */
        UserCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description The user. */
        User: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description A page of users. */
        Users: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UserPage"];
            };
        };
        /** @description Whether there is a new user, and its id. */
        UpdatedOrCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    created: boolean;
                    id: number;
                };
            };
        };
        /** @description It is gone. */
        Deleted: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is done; there is no body. */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is done; there is no body and no content type. */
        DoneAsRecorded: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is done. */
        Ok: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Ok"];
            };
        };
        /** @description It is done. */
        MassDone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Ok"];
            };
        };
        /** @description Whether the account has got a new tag (assumed), and the tag. */
        TagAdded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    created: boolean;
                    tag: {
                        name: string;
                    };
                };
            };
        };
        /** @description The list that the user is on now. */
        ListAdded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["List"];
            };
        };
        /** @description The id of the kind of event (assumed), and whether it is the first of this name. */
        EventCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    id: number;
                    created: boolean;
                };
            };
        };
        /** @description A page of events. */
        Events: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EventPage"];
            };
        };
        /** @description A page without objects. */
        NothingYet: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmptyPage"];
            };
        };
        /** @description A page without segments. */
        Segments: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmptyPage"];
            };
        };
        /** @description The company. */
        Company: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Company"];
            };
        };
        /** @description The company. */
        CompanyCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Company"];
            };
        };
        /** @description The request is not valid. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"] | components["schemas"]["Detail"];
            };
        };
        /** @description There is no key, or it is not known. */
        Unauthorised: {
            headers: {
                "WWW-Authenticate": "Token";
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description There is no such object, or no such page. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description Nobody is found by what was sent, or nothing was sent to find by. */
        NobodyFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description There is no such page. */
        NoPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description Any other error. 403, 429, 500, 502 and 504 are documented; their texts are the framework's. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
    };
    parameters: {
        /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
        user: string;
        /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
        customId: string;
        /** @description The id that the client gave, its `company_id`; in version 2 its `custom_id`. */
        company: string;
        id: string;
        /** @description Where the page begins, as found in `next` and `previous`. */
        cursor: components["schemas"]["Query"];
        /** @description Number of the page. A reply to it has the same kind of links. */
        page: components["schemas"]["Query"];
        /** @description Only users who have an e-mail, when it is `true`. */
        with_email: components["schemas"]["Query"];
        /** @description `first_seen`, `last_seen`, `last_contacted` or `updated_at`: only users whose time is from `min` to `max`. */
        search: components["schemas"]["Query"];
        /** @description UNIX seconds. */
        min: components["schemas"]["Query"];
        /** @description UNIX seconds. */
        max: components["schemas"]["Query"];
        key: components["schemas"]["Query"];
        email: components["schemas"]["Query"];
        /** @description `true`: all users with this e-mail, as an array. */
        many: components["schemas"]["Query"];
        phone_number: components["schemas"]["Query"];
        /**
         * @description Any other names are attributes, standard or custom, with one of the lookups `__contains`, `__icontains`,
         *     `__startswith`, `__istartswith`, `__endswith`, `__iendswith`, `__gt`, `__gte`, `__lt`, `__lte`. All must hold.
         *     Values are compared as Python writes them (`True`); both as numbers where both are numbers. A user without a
         *     value does not match. A name with another lookup, or with none, is ignored (assumed).
         */
        lookups: {
            [key: string]: string;
        };
    };
    requestBodies: {
        User: {
            content: {
                "application/json": components["schemas"]["UserWrite"];
                "application/x-www-form-urlencoded": components["schemas"]["UserWrite"];
            };
        };
        MassStandard: {
            content: {
                "application/json": components["schemas"]["MassStandard"];
                "application/x-www-form-urlencoded": components["schemas"]["MassStandard"];
            };
        };
        MassStandardByCustomId: {
            content: {
                "application/json": components["schemas"]["MassStandardByCustomId"];
                "application/x-www-form-urlencoded": components["schemas"]["MassStandardByCustomId"];
            };
        };
        MassCustom: {
            content: {
                "application/json": components["schemas"]["MassCustom"];
                "application/x-www-form-urlencoded": components["schemas"]["MassCustom"];
            };
        };
        MassCustomByCustomId: {
            content: {
                "application/json": components["schemas"]["MassCustomByCustomId"];
                "application/x-www-form-urlencoded": components["schemas"]["MassCustomByCustomId"];
            };
        };
        AttributeValue: {
            content: {
                "application/json": components["schemas"]["AttributeValue"];
                "application/x-www-form-urlencoded": components["schemas"]["AttributeValue"];
            };
        };
        AttributeValues: {
            content: {
                "application/json": components["schemas"]["AttributeValues"];
                "application/x-www-form-urlencoded": components["schemas"]["AttributeValues"];
            };
        };
        AttributeName: {
            content: {
                "application/json": components["schemas"]["AttributeName"];
                "application/x-www-form-urlencoded": components["schemas"]["AttributeName"];
            };
        };
        Tag: {
            content: {
                "application/json": components["schemas"]["TagName"];
                "application/x-www-form-urlencoded": components["schemas"]["TagName"];
            };
        };
        List: {
            content: {
                "application/json": components["schemas"]["NewList"];
                "application/x-www-form-urlencoded": components["schemas"]["NewList"];
            };
        };
        ListChange: {
            content: {
                "application/json": components["schemas"]["ListChange"];
                "application/x-www-form-urlencoded": components["schemas"]["ListChange"];
            };
        };
        ListId: {
            content: {
                "application/json": components["schemas"]["ListId"];
                "application/x-www-form-urlencoded": components["schemas"]["ListId"];
            };
        };
        Member: {
            content: {
                "application/json": components["schemas"]["Member"];
                "application/x-www-form-urlencoded": components["schemas"]["Member"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export interface operations {
    listUsers: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
                /** @description Only users who have an e-mail, when it is `true`. */
                with_email?: components["parameters"]["with_email"];
                /** @description `first_seen`, `last_seen`, `last_contacted` or `updated_at`: only users whose time is from `min` to `max`. */
                search?: components["parameters"]["search"];
                /** @description UNIX seconds. */
                min?: components["parameters"]["min"];
                /** @description UNIX seconds. */
                max?: components["parameters"]["max"];
                /**
                 * @description Any other names are attributes, standard or custom, with one of the lookups `__contains`, `__icontains`,
                 *     `__startswith`, `__istartswith`, `__endswith`, `__iendswith`, `__gt`, `__gte`, `__lt`, `__lte`. All must hold.
                 *     Values are compared as Python writes them (`True`); both as numbers where both are numbers. A user without a
                 *     value does not match. A name with another lookup, or with none, is ignored (assumed).
                 */
                lookups?: components["parameters"]["lookups"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Users"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            201: components["responses"]["UserCreated"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    updateOrCreateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            200: components["responses"]["UpdatedOrCreated"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    searchUsers: {
        parameters: {
            query?: {
                key?: components["parameters"]["key"];
                email?: components["parameters"]["email"];
                /** @description `true`: all users with this e-mail, as an array. */
                many?: components["parameters"]["many"];
                phone_number?: components["parameters"]["phone_number"];
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
                /** @description `first_seen`, `last_seen`, `last_contacted` or `updated_at`: only users whose time is from `min` to `max`. */
                search?: components["parameters"]["search"];
                /** @description UNIX seconds. */
                min?: components["parameters"]["min"];
                /** @description UNIX seconds. */
                max?: components["parameters"]["max"];
                /**
                 * @description Any other names are attributes, standard or custom, with one of the lookups `__contains`, `__icontains`,
                 *     `__startswith`, `__istartswith`, `__endswith`, `__iendswith`, `__gt`, `__gte`, `__lt`, `__lte`. All must hold.
                 *     Values are compared as Python writes them (`True`); both as numbers where both are numbers. A user without a
                 *     value does not match. A name with another lookup, or with none, is ignored (assumed).
                 */
                lookups?: components["parameters"]["lookups"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user, an array of users or a page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"] | components["schemas"]["User"][] | components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NobodyFound"];
            default: components["responses"]["Problem"];
        };
    };
    massUpdateStandard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["MassStandard"];
        responses: {
            200: components["responses"]["Ok"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    massUpdateCustom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["MassCustom"];
        responses: {
            200: components["responses"]["MassDone"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    massUpdateCustomByPost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["MassCustom"];
        responses: {
            200: components["responses"]["MassDone"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    mergeUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Merge"];
                "application/x-www-form-urlencoded": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description They are merged. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    patchUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    setAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeValue"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    setMultipleAttributes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeValues"];
        responses: {
            200: components["responses"]["DoneAsRecorded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeAttributeByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeName"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeName"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            200: components["responses"]["TagAdded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeTagByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addToList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListId"];
        responses: {
            200: components["responses"]["ListAdded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeFromListByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListId"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeFromList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListId"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserEvents: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Events"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserSegments: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Segments"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserEmails: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserPingHits: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserProductEvents: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserConversations: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that User.com gave. Anything else than digits finds nobody (framework). */
                user: components["parameters"]["user"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    searchUsersByCustomId: {
        parameters: {
            query?: {
                user_id?: components["schemas"]["Query"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NobodyFound"];
            default: components["responses"]["Problem"];
        };
    };
    massUpdateStandardByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["MassStandardByCustomId"];
        responses: {
            200: components["responses"]["Ok"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    massUpdateCustomByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["MassCustomByCustomId"];
        responses: {
            200: components["responses"]["MassDone"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    getUserByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    updateUserByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    deleteUserByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    patchUserByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["User"];
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    setAttributeByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeValue"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    setMultipleAttributesByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeValues"];
        responses: {
            200: components["responses"]["DoneAsRecorded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeAttributeByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["AttributeName"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addTagByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            200: components["responses"]["TagAdded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addManyTagsByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TagNamesRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["TagNamesRequest"];
            };
        };
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeTagByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addToListByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListId"];
        responses: {
            200: components["responses"]["ListAdded"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeFromListByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListId"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserEventsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Events"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    createEventByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserEvent"];
                "application/x-www-form-urlencoded": components["schemas"]["UserEvent"];
            };
        };
        responses: {
            201: components["responses"]["EventCreated"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserSegmentsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Segments"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserEmailsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserPingHitsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserProductEventsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUserConversationsByCustomId: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                /** @description The id that the client gave, its `user_id`; in version 2 its `custom_id`. */
                user: components["parameters"]["customId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NothingYet"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    createEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
                "application/x-www-form-urlencoded": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            201: components["responses"]["EventCreated"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    listTags: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tags. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPage"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    createTag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            /** @description The tag. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    renameTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Tag"];
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    deleteTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listUsersByTag: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Users"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listLists: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of lists. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPage"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    createList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["List"];
        responses: {
            /** @description The list. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    updateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ListChange"];
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    deleteList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listSegments: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Segments"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    listUsersBySegment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listAttributes: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of attributes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributePage"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    createAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewAttribute"];
                "application/x-www-form-urlencoded": components["schemas"]["NewAttribute"];
            };
        };
        responses: {
            /** @description The attribute. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attribute"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    getAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attribute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attribute"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    deleteAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listCompanies: {
        parameters: {
            query?: {
                /** @description Where the page begins, as found in `next` and `previous`. */
                cursor?: components["parameters"]["cursor"];
                /** @description Number of the page. A reply to it has the same kind of links. */
                page?: components["parameters"]["page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of companies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyPage"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NoPage"];
            default: components["responses"]["Problem"];
        };
    };
    createCompany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewCompany"];
                "application/x-www-form-urlencoded": components["schemas"]["NewCompany"];
            };
        };
        responses: {
            201: components["responses"]["CompanyCreated"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Problem"];
        };
    };
    getCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Company"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    updateCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CompanyChange"];
                "application/x-www-form-urlencoded": components["schemas"]["CompanyChange"];
            };
        };
        responses: {
            200: components["responses"]["Company"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Member"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Member"];
        responses: {
            200: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getCompanyByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `company_id`; in version 2 its `custom_id`. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Company"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    updateCompanyByCustomId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the client gave, its `company_id`; in version 2 its `custom_id`. */
                company: components["parameters"]["company"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CompanyChange"];
                "application/x-www-form-urlencoded": components["schemas"]["CompanyChange"];
            };
        };
        responses: {
            200: components["responses"]["Company"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
}
