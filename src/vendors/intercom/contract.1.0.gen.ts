// Generated from specs/intercom/1.0.yaml by `npm run generate`; do not edit.
export interface paths {
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One user by `user_id` or `email`, or a page of users.
         * @description `user_id` wins over `email`, and both over everything else (assumed). A `user_id` or `email` that is sent empty finds
         *     nobody (assumed).
         */
        get: operations["findUsers"];
        put?: never;
        /**
         * Creates a user, or updates the one it finds.
         * @description Looks for the user by `id`, then `user_id`, then `email`; the first that matches decides.
         *     - `id` matches: `user_id` and `email` are overwritten if sent.
         *     - `user_id` matches: `email` is overwritten if sent.
         *     - `email` matches a user without a `user_id`: that user takes the `user_id` sent.
         *     - `email` matches a user with another `user_id` than the one sent: a new user, who shares the e-mail.
         *     - `email` matches one user and no `user_id` is sent: that user is updated.
         *     - nothing matches: a new user.
         *
         *     Only keys that are sent change. `custom_attributes` are merged by name. Companies are added, created where they are
         *     unknown, and taken away with `remove: true`; those not mentioned stay.
         *
         *     Assumed, because no source speaks: an unknown `id` is a 404 and not a creation; `null` empties a field that is not
         *     an identifier and leaves flags as they are; `null` as a custom attribute's value is kept and shown as `null`; of
         *     several users with the e-mail, the only one without a `user_id` takes the one sent; a user that was archived is
         *     not found, so that its `user_id` or `email` make a new user; `unsubscribed_from_emails` is false on creation and
         *     stays as it is when an update does not send it; `new_session` always counts.
         */
        post: operations["createOrUpdateUser"];
        /**
         * Archives the user with this `user_id` or `email`.
         * @description The identifier stands in the query or, as intercom-php 3 and python-intercom 3 send it, in a JSON body; the query wins
         *     (assumed).
         */
        delete: operations["archiveUserBy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Intercom's own id; a `user_id` is not found here (Intercom's staff in python-intercom issue 87). */
                id: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        /** The user with this Intercom id. */
        get: operations["retrieveUser"];
        put?: never;
        post?: never;
        /** Archives the user with this Intercom id; a body is ignored. */
        delete: operations["archiveUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The attributes of documentation 1.0, and those that official clients send besides. A key that is not listed is refused. */
        UserUpdate: {
            id?: components["schemas"]["SentId"];
            user_id?: components["schemas"]["SentUserId"];
            email?: components["schemas"]["SentEmail"];
            phone?: string | null;
            name?: string | null;
            signed_up_at?: components["schemas"]["SentTime"];
            /** @description The former name of `signed_up_at`, which wins (intercom-ruby 3, intercom-java 2). */
            remote_created_at?: components["schemas"]["SentTime"];
            last_request_at?: components["schemas"]["SentTime"];
            custom_attributes?: components["schemas"]["SentAttributes"];
            last_seen_user_agent?: string | null;
            /** @description Sent by intercom-java 2, intercom-go 2 and the PHP example of documentation 1.0; not shown by version 1.0. */
            last_seen_ip?: string | null;
            companies?: components["schemas"]["SentCompany"][] | null;
            /** @description One company instead of a list (a specification of intercom-ruby 3); that it adds to the list is assumed. */
            company?: components["schemas"]["SentCompany"] | null;
            unsubscribed_from_emails?: boolean | null;
            update_last_request_at?: boolean | null;
            new_session?: boolean | null;
            /** @description Sent by intercom-php 1 and Segment's integration; it has no effect (assumed). */
            created_at?: components["schemas"]["SentTime"];
            /** @description Sent by intercom-java 2. */
            avatar?: {
                type?: string;
                image_url?: string | null;
            } | null;
            referrer?: components["schemas"]["SentSource"];
            utm_campaign?: components["schemas"]["SentSource"];
            utm_content?: components["schemas"]["SentSource"];
            utm_medium?: components["schemas"]["SentSource"];
            utm_source?: components["schemas"]["SentSource"];
            utm_term?: components["schemas"]["SentSource"];
        };
        SentId: string | null;
        /**
         * @description At most 255 characters, without space at either end (the description of a public connector; assumed to be refused
         *     otherwise).
         */
        SentUserId: string | number | null;
        /**
         * @description At most 255 characters (the description of a public connector). That one without exactly one @ is refused is assumed,
         *     from the `email invalid` in the error feed of bulk jobs.
         */
        SentEmail: string | null;
        /** @description UNIX seconds. That fractions and texts are refused is assumed. */
        SentTime: number | null;
        /** @description Listed by two public connectors; shown since version 1.1. */
        SentSource: string | null;
        /**
         * @description Names without period and dollar and of at most 190 characters; values string, number or boolean; strings of at most
         *     255 characters; at most 250 fields (documentation 1.0), counted over what the user has afterwards (assumed).
         */
        SentAttributes: {
            [key: string]: components["schemas"]["SentAttribute"];
        } | null;
        SentAttribute: string | number | boolean | null;
        /** @description Only name and identifiers are kept: no operation here shows spend, plan or attributes of a company. */
        SentCompany: {
            company_id?: string | number | null;
            id?: string | null;
            name?: string | null;
            remove?: boolean | null;
        };
        /** @description Identifies a user; by the first that is sent of `id`, `user_id` and `email`. */
        Person: {
            id?: components["schemas"]["SentId"];
            user_id?: string | number | null;
            email?: string | null;
        };
        ObjectId: string;
        Time: number;
        OptionalTime: number | null;
        /** @description The keys and their order are those of the example in documentation 1.0. */
        User: {
            /** @constant */
            type: "user";
            id: components["schemas"]["ObjectId"];
            user_id: string | null;
            /** @constant */
            anonymous: false;
            email: string | null;
            phone: string | null;
            name: string | null;
            pseudonym: string | null;
            avatar: components["schemas"]["Avatar"];
            app_id: string;
            companies: components["schemas"]["CompanyList"];
            location_data: components["schemas"]["LocationData"];
            last_request_at: components["schemas"]["OptionalTime"];
            created_at: components["schemas"]["Time"];
            remote_created_at: components["schemas"]["OptionalTime"];
            signed_up_at: components["schemas"]["OptionalTime"];
            updated_at: components["schemas"]["Time"];
            session_count: number;
            social_profiles: components["schemas"]["SocialProfileList"];
            unsubscribed_from_emails: boolean;
            user_agent_data: string | null;
            tags: components["schemas"]["TagsOfUser"];
            segments: components["schemas"]["SegmentsOfUser"];
            custom_attributes: components["schemas"]["CustomAttributes"];
        };
        Avatar: {
            /** @constant */
            type: "avatar";
            image_url: string | null;
        };
        CompanyList: {
            /** @constant */
            type: "company.list";
            companies: {
                /** @constant */
                type: "company";
                company_id: string;
                id: components["schemas"]["ObjectId"];
                name: string | null;
            }[];
        };
        /** @description Empty until the vendor has found it out. */
        LocationData: {
            /** @constant */
            type?: "location_data";
            city_name?: string | null;
            continent_code?: string | null;
            country_name?: string | null;
            latitude?: number | null;
            longitude?: number | null;
            postal_code?: string | null;
            region_name?: string | null;
            timezone?: string | null;
            country_code?: string | null;
        };
        SocialProfileList: {
            /** @constant */
            type: "social_profile.list";
            social_profiles: {
                /** @constant */
                type: "social_profile";
                name: string;
                id: string | null;
                username: string | null;
                url: string | null;
            }[];
        };
        TagsOfUser: {
            /** @constant */
            type: "tag.list";
            tags: {
                /** @constant */
                type: "tag";
                id: string;
                name: string;
            }[];
        };
        SegmentsOfUser: {
            /** @constant */
            type: "segment.list";
            segments: {
                /** @constant */
                type: "segment";
                id: string;
            }[];
        };
        CustomAttributes: {
            [key: string]: string | number | boolean | null;
        };
        /** @description Without `type` the Ruby and Python clients do not follow `next`, an absolute URL. */
        Pages: {
            /** @constant */
            type: "pages";
            next: string | null;
            page: number;
            per_page: number;
            total_pages: number;
        };
        UserList: {
            /** @constant */
            type: "user.list";
            pages: components["schemas"]["Pages"];
            users: components["schemas"]["User"][];
            total_count: number;
        };
        ErrorList: {
            /** @constant */
            type: "error.list";
            request_id: string;
            errors: components["schemas"]["Errors"];
        };
        Errors: {
            code: string;
            message: string;
        }[];
    };
    responses: {
        /** @description The attributes are not those of a user, or contradict another user. */
        UserRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description A parameter is missing or wrong. */
        ParameterRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description A parameter of the list is wrong, or the list does not reach so far. */
        ListRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description There is no such user. */
        UserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description No user has this `id`, or no company. */
        UserOrCompanyNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description Several users have this e-mail. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description No credential, or a wrong one. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description The client does not accept JSON. */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    errors: components["schemas"]["Errors"];
                    /** @constant */
                    type: "error.list";
                };
            };
        };
        /** @description The body is not labelled as JSON. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description Too many requests in the window. */
        RateLimited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description Any other status; every error has this shape. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
    };
    parameters: {
        /** @description Intercom's own id; a `user_id` is not found here (Intercom's staff in python-intercom issue 87). */
        userId: string;
        user_id: string;
        email: string;
        /** @description From 1; a page behind the last is empty (assumed). Beyond 10,000 users the scroll must be used. */
        page: number;
        /** @description 50 unless told; the documented maximum of 60 is what a larger number gives (assumed). */
        per_page: number;
        order: "asc" | "desc";
        /** @description Users without the value come last in descending order; of equal ones the older comes last (assumed). */
        sort: "created_at" | "last_request_at" | "signed_up_at" | "updated_at";
        /** @description Only users created in so many days of 24 hours before now (documentation 1.0; that days are exact is assumed). */
        created_since: number;
        /** @description Only users with this tag; not together with a segment. */
        tag_id: string;
        /** @description Only users in this segment, as far as the state holds segments; not together with a tag. */
        segment_id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    findUsers: {
        parameters: {
            query?: {
                user_id?: components["parameters"]["user_id"];
                email?: components["parameters"]["email"];
                /** @description From 1; a page behind the last is empty (assumed). Beyond 10,000 users the scroll must be used. */
                page?: components["parameters"]["page"];
                /** @description 50 unless told; the documented maximum of 60 is what a larger number gives (assumed). */
                per_page?: components["parameters"]["per_page"];
                order?: components["parameters"]["order"];
                /** @description Users without the value come last in descending order; of equal ones the older comes last (assumed). */
                sort?: components["parameters"]["sort"];
                /** @description Only users created in so many days of 24 hours before now (documentation 1.0; that days are exact is assumed). */
                created_since?: components["parameters"]["created_since"];
                /** @description Only users with this tag; not together with a segment. */
                tag_id?: components["parameters"]["tag_id"];
                /** @description Only users in this segment, as far as the state holds segments; not together with a tag. */
                segment_id?: components["parameters"]["segment_id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user who was asked for, or a page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"] | components["schemas"]["UserList"];
                };
            };
            400: components["responses"]["ListRefused"];
            401: components["responses"]["Unauthorized"];
            /** @description No user has this `user_id` or `email`, or there is no such tag or segment. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    createOrUpdateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description None, or an empty one, sends no identifier and is refused for that. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description The user, whether created or updated. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["UserRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UserOrCompanyNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    archiveUserBy: {
        parameters: {
            query?: {
                user_id?: components["parameters"]["user_id"];
                email?: components["parameters"]["email"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Person"] | unknown[];
            };
        };
        responses: {
            /** @description The user as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UserNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    retrieveUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Intercom's own id; a `user_id` is not found here (Intercom's staff in python-intercom issue 87). */
                id: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UserNotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    archiveUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Intercom's own id; a `user_id` is not found here (Intercom's staff in python-intercom issue 87). */
                id: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UserNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
}
