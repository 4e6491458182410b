// Generated from specs/engage/v1.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        Error: {
            error: string;
        };
        Ok: {
            /** @constant */
            status: "ok";
        };
        /** @description An internal id. */
        Id: string;
        /** @description An internal id: the documented `next_cursor` equals the `id` of the last record of its page. */
        Cursor: string;
        /** @description A user's id in the application. A number is kept as text, as official clients send it. */
        Uid: string | number;
        /**
         * @description A date, or a date and time with or without an offset, as ISO 8601 writes them; without an offset it is UTC.
         *     Documented as "a valid date string". The forms are those of the documentation and of official clients; whether
         *     the vendor takes others is unknown, and they are refused.
         */
        Date: string;
        /** @description Additional values by name. */
        Values: {
            [key: string]: string | number | boolean;
        };
        /** @description What can be said of a user. `null` empties a name, number or e-mail; that is assumed, as user objects show null there. */
        Profile: {
            first_name?: string | null;
            last_name?: string | null;
            /**
             * @description Digits with the country code and without a plus sign, as the JavaScript client's documentation asks. A JSON
             *     number is kept as text (a test of the Java client against the live API). No more than 15 digits is E.164.
             */
            number?: string | number | null;
            /** @description Something before and after an at sign, without blanks: the rule of the JavaScript and PHP clients. */
            email?: string | null;
            created_at?: components["schemas"]["Date"];
            meta?: components["schemas"]["Values"];
        };
        /** @description The PHP client's documentation asks for the platform with every token. A platform without a token is ignored. */
        Device: {
            device_token?: string;
            /** @enum {unknown} */
            device_platform?: "android" | "ios";
        };
        UserUpdate: components["schemas"]["Profile"] & components["schemas"]["Device"] & {
            /** @description Sent by official clients and echoed (tests of @engage_so/node 1.6.0 against the live API). */
            is_account?: boolean;
            /**
             * @description Documented at creation. With an update it is sent by RudderStack's destination for Engage; that it is
             *     applied there too is assumed.
             */
            lists?: string[];
        };
        NewUser: components["schemas"]["UserUpdate"] & {
            /** @description Letters and numbers. A JSON number is taken as text; that is assumed, from what is known of `number`. */
            id: string | number;
        };
        Subscriber: components["schemas"]["Profile"];
        ListIds: {
            lists: string[];
        };
        Event: {
            /** @description The title. RudderStack's documentation says that 32 characters and more are rejected; Engage's does not, and no limit is kept. */
            event: string;
            value?: string | number | boolean;
            properties?: components["schemas"]["Values"];
            /** @description When it happened; now when it is not sent. Milliseconds are allowed by the types of @engage_so/core 2.1.1. */
            timestamp?: number | components["schemas"]["Date"];
        };
        Membership: {
            id: string;
            role: string | null;
        };
        /**
         * @description The object of the Users documentation. Fields of the help centre come on top: `accounts` and `is_account` once an
         *     account call, a conversion or `is_account` has touched the user, and `archived` once it is archived. With the
         *     option `userObject: current` every user has all fields of the help centre, `member_count`, `last_interaction` and
         *     `stats` included.
         * @example {
         *       "id": "5fc6477241fcec31a9548e98",
         *       "uid": "a.jinadu@somecorp.email",
         *       "uid_updateable": true,
         *       "first_name": "Akinyele",
         *       "last_name": "Jinadu",
         *       "number": null,
         *       "email": "a.jinadu@somecorp.email",
         *       "devices": [],
         *       "lists": [],
         *       "segments": [],
         *       "meta": {
         *         "plan": "pro",
         *         "age": 34
         *       },
         *       "created_at": "2021-01-12T05:24:39.062+00:00"
         *     }
         */
        User: {
            id: components["schemas"]["Id"];
            uid: string;
            /** @constant */
            uid_updateable?: true;
            first_name: string | null;
            last_name: string | null;
            number: string | null;
            email: string | null;
            /** @description The last five, the newest last; the order is assumed. */
            devices: {
                token: string;
                /** @enum {unknown} */
                platform: "android" | "ios";
            }[];
            /** @description Accounts by their `uid`, in the order in which they were added. */
            accounts?: components["schemas"]["Membership"][];
            is_account?: boolean;
            member_count?: number | null;
            archived?: boolean;
            lists: {
                id: components["schemas"]["Id"];
                subscribed: boolean;
            }[];
            /** @description Computed by the vendor; empty here. */
            segments: {
                id: string;
                suppressed: boolean;
            }[];
            meta: components["schemas"]["Values"];
            /** @description Written as the documentation writes it. The offset of what was sent is not kept; that is assumed. */
            created_at: string;
            /** @description The newest time of an event, null without one; what the vendor counts as an interaction is assumed. */
            last_interaction?: string | null;
            /** @description Messages of the vendor; none are sent here. */
            stats?: {
                /** @constant */
                delivered: 0;
                /** @constant */
                failed: 0;
                /** @constant */
                opened: 0;
                /** @constant */
                clicked: 0;
                /** @constant */
                unique_opens: 0;
                /** @constant */
                unique_clicks: 0;
            };
        };
        /**
         * @description A cursor is absent where there is nothing more on its side; that is assumed from the documented sample, which has
         *     only `next_cursor`.
         */
        UserPage: {
            data: components["schemas"]["User"][];
            next_cursor?: components["schemas"]["Cursor"];
            previous_cursor?: components["schemas"]["Cursor"];
        };
        ListUpdate: {
            title?: string;
            description?: string | null;
            /** Format: uri */
            redirect_url?: string | null;
            double_optin?: boolean;
        };
        /**
         * @example {
         *       "id": "60036440419768607192801b",
         *       "title": "Monthly subscription",
         *       "description": "Awesome product waiting list",
         *       "subscriber_count": 0,
         *       "broadcast_count": 0,
         *       "double_optin": false,
         *       "redirect_url": null,
         *       "created_at": "2011-10-05T14:48:00.000Z"
         *     }
         */
        List: {
            id: components["schemas"]["Id"];
            title: string;
            description: string | null;
            /** @description Subscribers, with those whose confirmation is pending and without those who unsubscribed (assumed). */
            subscriber_count: number;
            /**
             * @description No broadcasts are sent here.
             * @constant
             */
            broadcast_count: 0;
            double_optin: boolean;
            redirect_url: string | null;
            created_at: string;
        };
        ListPage: {
            data: components["schemas"]["List"][];
            next_cursor?: components["schemas"]["Cursor"];
            previous_cursor?: components["schemas"]["Cursor"];
        };
    };
    responses: {
        /** @description The user. */
        User: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description The user, with its accounts. */
        UserOfAccounts: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"] & {
                    accounts: components["schemas"]["Membership"][];
                    is_account: boolean;
                };
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
        /** @description The list. */
        List: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["List"];
            };
        };
        /** @description Done. */
        AssumedOk: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Ok"];
            };
        };
        /** @description A parameter is wrong. */
        DocumentedParameterRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A parameter is wrong. */
        ParameterRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The limit is out of range, a cursor is no internal id, or both cursors are sent. */
        PagingRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The credentials are wrong, missing, or not enough for what is asked. */
        Unauthorised: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such user. */
        UserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such user, or the user is not in the account. */
        MembershipNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such list. */
        ListNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such list or user, or the user is not on the list. */
        SubscriptionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description Every other error: 404 for an unknown path, 405 for a wrong method, 413 for a body that is too large, 415 for a
         *     body that is not JSON, 429 where a rate limit is configured, and whatever status is injected.
         */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
         *     clients use e-mail addresses and UUIDs.
         */
        uid: string;
        list: string;
        /**
         * @description Most records to return. More than the maximum is refused; no source tells whether the vendor does that or
         *     returns the maximum.
         */
        limit: number;
        /** @description The records that follow the one with this internal id. */
        next_cursor: components["schemas"]["Cursor"];
        /** @description The records that precede the one with this internal id. */
        previous_cursor: components["schemas"]["Cursor"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    listUsers: {
        parameters: {
            query?: {
                /**
                 * @description Most records to return. More than the maximum is refused; no source tells whether the vendor does that or
                 *     returns the maximum.
                 */
                limit?: components["parameters"]["limit"];
                /** @description The records that follow the one with this internal id. */
                next_cursor?: components["parameters"]["next_cursor"];
                /** @description The records that precede the one with this internal id. */
                previous_cursor?: components["parameters"]["previous_cursor"];
                /** @description Only users with exactly this e-mail. */
                email?: string;
                /** @description Only users who are subscribed to one of these lists. */
                "lists[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Users"];
            400: components["responses"]["PagingRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            /** @description A parameter is wrong, or the `id` is taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    mergeUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: components["schemas"]["Uid"];
                    destination: components["schemas"]["Uid"];
                };
            };
        };
        responses: {
            /** @description The merge is queued. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "queued";
                    };
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    retrieveUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["DocumentedParameterRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    addUserEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description The event is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            400: components["responses"]["DocumentedParameterRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    addUserToAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accounts: {
                        id: components["schemas"]["Uid"];
                        role?: string | null;
                    }[];
                };
            };
        };
        responses: {
            200: components["responses"]["UserOfAccounts"];
            /** @description A parameter is wrong, or an account does not exist. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    changeAccountRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
                /** @description The `uid` of the account. */
                aid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: string;
                };
            };
        };
        responses: {
            200: components["responses"]["UserOfAccounts"];
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["MembershipNotFound"];
            default: components["responses"]["Error"];
        };
    };
    removeUserFromAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
                /** @description The `uid` of the account. */
                aid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["UserOfAccounts"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["MembershipNotFound"];
            default: components["responses"]["Error"];
        };
    };
    convertUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    type: "customer" | "account";
                };
            };
        };
        responses: {
            200: components["responses"]["UserOfAccounts"];
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    listAccountMembers: {
        parameters: {
            query?: {
                /**
                 * @description Most records to return. More than the maximum is refused; no source tells whether the vendor does that or
                 *     returns the maximum.
                 */
                limit?: components["parameters"]["limit"];
                /** @description The records that follow the one with this internal id. */
                next_cursor?: components["parameters"]["next_cursor"];
                /** @description The records that precede the one with this internal id. */
                previous_cursor?: components["parameters"]["previous_cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["PagingRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    archiveUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["AssumedOk"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    deleteDeviceToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["AssumedOk"];
            401: components["responses"]["Unauthorised"];
            /** @description There is no such user, or the user has no such token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteUserAttribute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
                /** @description A key of `meta`. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["AssumedOk"];
            401: components["responses"]["Unauthorised"];
            /** @description There is no such user, or the user has no such attribute. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    addUserToLists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListIds"];
            };
        };
        responses: {
            /** @description The user, with its lists. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    removeUserFromLists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListIds"];
            };
        };
        responses: {
            /** @description The user, with the lists that are left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Error"];
        };
    };
    listLists: {
        parameters: {
            query?: {
                /**
                 * @description Most records to return. More than the maximum is refused; no source tells whether the vendor does that or
                 *     returns the maximum.
                 */
                limit?: components["parameters"]["limit"];
                /** @description The records that follow the one with this internal id. */
                next_cursor?: components["parameters"]["next_cursor"];
                /** @description The records that precede the one with this internal id. */
                previous_cursor?: components["parameters"]["previous_cursor"];
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
            400: components["responses"]["PagingRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    createList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListUpdate"] & {
                    title: string;
                };
            };
        };
        responses: {
            200: components["responses"]["List"];
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
    retrieveList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["List"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["ListNotFound"];
            default: components["responses"]["Error"];
        };
    };
    updateList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListUpdate"];
            };
        };
        responses: {
            200: components["responses"]["List"];
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["ListNotFound"];
            default: components["responses"]["Error"];
        };
    };
    archiveList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archived. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["ListNotFound"];
            default: components["responses"]["Error"];
        };
    };
    subscribeToList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subscriber"];
            };
        };
        responses: {
            /** @description The id of the user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uid: string;
                    };
                };
            };
            /** @description A parameter is wrong, neither e-mail nor number is sent, or the list is archived. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["ListNotFound"];
            default: components["responses"]["Error"];
        };
    };
    updateSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    subscribed: boolean;
                };
            };
        };
        responses: {
            /** @description The subscription as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subscribed: boolean;
                    };
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["SubscriptionNotFound"];
            default: components["responses"]["Error"];
        };
    };
    removeSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["list"];
                /**
                 * @description The user's id in the application. Letters and digits are asked for at creation alone: the tests of official
                 *     clients use e-mail addresses and UUIDs.
                 */
                uid: components["parameters"]["uid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["SubscriptionNotFound"];
            default: components["responses"]["Error"];
        };
    };
    listAttributes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attributes, in the order in which they were first seen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    }[];
                };
            };
            401: components["responses"]["Unauthorised"];
            default: components["responses"]["Error"];
        };
    };
}
