// Generated from specs/intercom/1.4.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        /**
         * @description As in version 1.0; names of custom attributes only have letters, digits, currency symbols, hyphens and underscores. The
         *     changelog of 1.4 names the first, and the examples of the documentation have underscores; the dollar stays forbidden,
         *     and that letters and digits may be those of any script is assumed.
         */
        UserUpdate: components["schemas"]["schemas-UserUpdate"] & {
            custom_attributes?: unknown;
        };
        JobItem: components["schemas"]["schemas-JobItem"];
        Errors: {
            code: string;
            message: string;
        }[];
        ErrorList: {
            /** @constant */
            type: "error.list";
            request_id: string;
            errors: components["schemas"]["Errors"];
        };
        ObjectId: string;
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
            postal_code?: string | null;
            region_name?: string | null;
            timezone?: string | null;
            country_code?: string | null;
        };
        OptionalTime: number | null;
        Time: number;
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
        /**
         * @description As in 1.1, without what the changelog of 1.2 says is no longer returned. Examples of 1.2 to 1.4 that still print
         *     `last_seen_ip` and `user_agent_data` are taken for leftovers (assumed); they can still be sent (assumed).
         */
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
            owner_id: string | null;
            unsubscribed_from_emails: boolean;
            marked_email_as_spam: boolean;
            has_hard_bounced: boolean;
            tags: components["schemas"]["TagsOfUser"];
            segments: components["schemas"]["SegmentsOfUser"];
            custom_attributes: components["schemas"]["CustomAttributes"];
            referrer: string | null;
            utm_campaign: string | null;
            utm_content: string | null;
            utm_medium: string | null;
            utm_source: string | null;
            utm_term: string | null;
            do_not_track: boolean | null;
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
        UsersByEmail: {
            pages: components["schemas"]["Pages"];
            total_count: number;
            /** @constant */
            limited: false;
            /** @constant */
            type: "user.list";
            users: components["schemas"]["User"][];
        };
        SentId: string | null;
        /**
         * @description At most 255 characters, without space at either end (the description of a public connector; assumed to be refused
         *     otherwise).
         */
        SentUserId: string | number | null;
        /**
         * @description At most 255 characters (the description of a public connector), without spaces and with one @. The error feed of bulk jobs
         *     has `email invalid` for `serenity.io` (mocks of intercom-php 1.5), so the handler judges this and not the contract; that
         *     other calls refuse it alike is assumed.
         */
        SentEmail: string | null;
        /** @description UNIX seconds. That fractions and texts are refused is assumed. */
        SentTime: number | null;
        SentAttribute: string | number | boolean | null;
        /**
         * @description Names without period and dollar and of at most 190 characters; values string, number or boolean; strings of at most
         *     255 characters; at most 250 fields (documentation 1.0), counted over what the user has afterwards (assumed).
         */
        SentAttributes: {
            [key: string]: components["schemas"]["SentAttribute"];
        } | null;
        /** @description Only name and identifiers are kept: no operation here shows spend, plan or attributes of a company. */
        SentCompany: {
            company_id?: string | number | null;
            id?: string | null;
            name?: string | null;
            remove?: boolean | null;
        };
        /** @description Listed by two public connectors; shown since version 1.1. */
        SentSource: string | null;
        /** @description The attributes of documentation 1.0, and those that official clients send besides. A key that is not listed is refused. */
        "schemas-UserUpdate": {
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
        /** @description Identifies a user; by the first that is sent of `id`, `user_id` and `email`. */
        Person: {
            id?: components["schemas"]["SentId"];
            user_id?: string | number | null;
            email?: string | null;
        };
        /** @description `create` of intercom-client is sent as `post`. What is deleted may be a whole user object. */
        "schemas-JobItem": {
            /** @enum {unknown} */
            method: "post" | "delete";
            /** @enum {unknown} */
            data_type: "user";
            data: {
                [key: string]: unknown;
            };
        };
        Job: {
            app_id: string;
            id: string;
            created_at: components["schemas"]["Time"];
            completed_at: components["schemas"]["OptionalTime"];
            closing_at: components["schemas"]["Time"];
            updated_at: components["schemas"]["Time"];
            /** @constant */
            name: "api_bulk_job";
            /** @enum {unknown} */
            state: "pending" | "running" | "completed" | "completed_with_errors" | "failed";
            links: {
                error: string;
                self: string;
            };
        };
        UserScroll: {
            pages: null;
            /** @constant */
            total_count: 0;
            /** @constant */
            limited: false;
            /** @constant */
            type: "user.list";
            /** Format: uuid */
            scroll_param: string;
            users: components["schemas"]["User"][];
        };
        /** @description By its Intercom id or its own `user_id`. */
        LeadOrVisitor: {
            id?: components["schemas"]["SentId"];
            user_id?: string | null;
        };
        /** @description Who the lead or visitor becomes. */
        Convert: {
            id?: components["schemas"]["SentId"];
            user_id?: components["schemas"]["SentUserId"];
            email?: components["schemas"]["SentEmail"];
        };
        Lead: {
            /** @constant */
            type: "contact";
            id: components["schemas"]["ObjectId"];
            user_id: string | null;
            /** @constant */
            anonymous: true;
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
            owner_id: string | null;
            unsubscribed_from_emails: boolean;
            marked_email_as_spam: boolean;
            has_hard_bounced: boolean;
            tags: components["schemas"]["TagsOfUser"];
            segments: components["schemas"]["SegmentsOfUser"];
            custom_attributes: components["schemas"]["CustomAttributes"];
            referrer: string | null;
            utm_campaign: string | null;
            utm_content: string | null;
            utm_medium: string | null;
            utm_source: string | null;
            utm_term: string | null;
            do_not_track: boolean | null;
        };
        JobWithTasks: {
            app_id: string;
            id: string;
            created_at: components["schemas"]["Time"];
            completed_at: components["schemas"]["OptionalTime"];
            closing_at: components["schemas"]["Time"];
            updated_at: components["schemas"]["Time"];
            /** @constant */
            name: "api_bulk_job";
            /** @enum {unknown} */
            state: "pending" | "running" | "completed" | "completed_with_errors" | "failed";
            links: {
                error: string;
                self: string;
            };
            tasks: {
                id: string;
                item_count: number;
                created_at: components["schemas"]["Time"];
                started_at: components["schemas"]["Time"];
                completed_at: components["schemas"]["Time"];
                /** @enum {unknown} */
                state: "completed" | "completed_with_errors";
            }[];
        };
        JobErrors: {
            /** @constant */
            type: "job_item.list";
            items: {
                /** @constant */
                type: "job_item";
                /** @enum {unknown} */
                method: "post" | "delete";
                /** @constant */
                data_type: "user";
                data: {
                    [key: string]: unknown;
                };
                error: {
                    code: string;
                    message: string;
                };
            }[];
            pages: Record<string, never>;
        };
        Tag: {
            /** @constant */
            type: "tag";
            name: string;
            id: string;
        };
        TaggedPerson: {
            id?: components["schemas"]["SentId"];
            user_id?: string | number | null;
            email?: string | null;
            untag?: boolean | null;
        };
        TaggedCompany: {
            id?: string | null;
            company_id?: string | number | null;
            untag?: boolean | null;
        };
        /**
         * @description At most 10 keys; a value is plain, or an object of plain values, as links and amounts are (documentation 1.1, "Event
         *     Metadata Types").
         */
        Metadata: {
            [key: string]: string | number | boolean | null | {
                [key: string]: string | number | boolean | null;
            };
        };
        EventList: {
            /** @constant */
            type: "event.list";
            events: {
                /** @constant */
                type: "event";
                event_name: string;
                created_at: components["schemas"]["Time"];
                user_id: string | null;
                intercom_user_id: components["schemas"]["ObjectId"];
                email: string | null;
                metadata?: components["schemas"]["Metadata"];
            }[];
            pages: {
                next?: string;
            };
        };
        EventSummary: {
            /** @constant */
            type: "event.summary";
            email: string | null;
            intercom_user_id: components["schemas"]["ObjectId"];
            user_id: string | null;
            events: {
                name: string;
                /** Format: date-time */
                first: string;
                /** Format: date-time */
                last: string;
                count: number;
                description: null;
            }[];
        };
        Count: {
            count: number;
        };
        TotalCount: {
            /** @constant */
            type: "count.hash";
            company: components["schemas"]["Count"];
            user: components["schemas"]["Count"];
            lead: components["schemas"]["Count"];
            tag: components["schemas"]["Count"];
            segment: components["schemas"]["Count"];
        };
        NamedCounts: {
            [key: string]: number;
        }[];
        UserCount: {
            /** @constant */
            type: "count";
            user: {
                tag?: components["schemas"]["NamedCounts"];
                segment?: components["schemas"]["NamedCounts"];
            };
        };
        CompanyCount: {
            /** @constant */
            type: "count";
            company: {
                tag?: components["schemas"]["NamedCounts"];
                segment?: components["schemas"]["NamedCounts"];
                /** @description The name with the number of users, and the `company_id` (mocks of intercom-php). */
                user?: ({
                    remote_company_id: string;
                } & {
                    [key: string]: number | string;
                })[];
            };
        };
        Subscription: {
            /** @constant */
            type: "notification_subscription";
            id: string;
            created_at: number;
            updated_at: number;
            /** @constant */
            service_type: "web";
            app_id: string;
            url: string;
            self: string;
            topics: string[];
            active: boolean;
            metadata: {
                [key: string]: unknown;
            };
            hub_secret: string | null;
            /** @constant */
            mode: "point";
            links: {
                sent: string;
                retry: string;
                errors: string;
            };
            notes: unknown[];
        };
        /**
         * @description The topics that documentation 1.2 lists, and their groups, which examples of the Developer Hub use. Of those about
         *     conversations none is sent here.
         * @enum {unknown}
         */
        SubscribedTopic: "conversation" | "conversation.user.created" | "conversation.user.replied" | "conversation.admin.replied" | "conversation.admin.single.created" | "conversation.admin.assigned" | "conversation.admin.noted" | "conversation.admin.closed" | "conversation.admin.opened" | "conversation.admin.snoozed" | "conversation.admin.unsnoozed" | "conversation.deleted" | "conversation_part.tag.created" | "user" | "user.created" | "user.deleted" | "user.unsubscribed" | "user.email.updated" | "user.tag.created" | "user.tag.deleted" | "contact" | "contact.created" | "contact.signed_up" | "contact.added_email" | "contact.tag.created" | "contact.tag.deleted" | "visitor" | "visitor.signed_up" | "company" | "company.created" | "event.created" | "ping";
        SubscriptionChange: {
            /** @enum {unknown} */
            service_type?: "web";
            topics?: components["schemas"]["SubscribedTopic"][];
            url?: string;
            active?: boolean;
            hub_secret?: string | null;
            metadata?: {
                event_names?: string[];
            };
        };
        /**
         * @description The envelope, as in the fixtures of intercom-ruby (`spec/spec_helper.rb`) and python-intercom
         *     (`tests/unit/__init__.py`). `delivery_attempts` counts from 1. Times inside of items are strings in these fixtures and
         *     numbers in the API; here they are numbers.
         */
        Notification: {
            /** @constant */
            type: "notification_event";
            id: string;
            topic: string;
            app_id: string;
            data: {
                /** @constant */
                type: "notification_event_data";
                item: Record<string, never>;
            };
            delivery_status: null;
            delivery_attempts: number;
            /** @constant */
            delivered_at: 0;
            first_sent_at: number;
            created_at: number;
            links: Record<string, never>;
            self: null;
        };
        /** @description The user in the version of the call that caused it. Members that the fixtures show are required. */
        NotifiedUser: {
            /** @constant */
            type: "user";
            id: string;
        };
        UserNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: components["schemas"]["NotifiedUser"];
            };
        };
        UserTagNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: {
                    /** @constant */
                    type: "user_tag";
                    user: components["schemas"]["NotifiedUser"];
                    tag: components["schemas"]["Tag"];
                    created_at: number;
                };
            };
        };
        NotifiedLead: {
            /** @constant */
            type: "contact";
            id: string;
        };
        LeadNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: components["schemas"]["NotifiedLead"];
            };
        };
        VisitorNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: {
                    /** @constant */
                    type: "visitor";
                };
            };
        };
        CompanyNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: {
                    /** @constant */
                    type: "company";
                    company_id: string;
                    id: string;
                    name: string | null;
                };
            };
        };
        EventNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: Record<string, never>;
            };
        };
        PingNotification: components["schemas"]["Notification"] & {
            data?: {
                item?: {
                    /** @constant */
                    type: "ping";
                };
            };
        };
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
        /** @description Any other status; every error has this shape. */
        Error: {
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
        /** @description Too many requests in the window. */
        RateLimited: {
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
        /** @description The body is not labelled as JSON. */
        UnsupportedMediaType: {
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
        /** @description There is no such user. */
        UserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description A parameter is missing or wrong. */
        ConvertRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description There is no such lead, visitor or user. */
        LeadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description There is no such job. */
        ResourceNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
        /** @description There is no such tag, or no such user or company. */
        NobodyTagged: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorList"];
            };
        };
    };
    parameters: {
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
        /** @description Intercom's own id; a `user_id` is not found here (Intercom's staff in python-intercom issue 87). */
        userId: string;
        jobId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
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
            /** @description The user who was asked for, or a page of users; an empty one where nobody has the `email`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"] | components["schemas"]["UserList"] | components["schemas"]["UsersByEmail"];
                };
            };
            400: components["responses"]["ListRefused"];
            401: components["responses"]["Unauthorized"];
            /** @description No user has this `user_id`, or there is no such tag or segment. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
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
    submitUserJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At most 100 (intercom-ruby issue 336). */
                    items: components["schemas"]["JobItem"][];
                    job?: {
                        id?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The job is closed, or a parameter is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            /** @description The job of `job.id` does not exist. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
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
    scrollUsers: {
        parameters: {
            query?: {
                scroll_param?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. `pages`, `total_count` and `limited` never change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserScroll"];
                };
            };
            /** @description A scroll is open already. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The scroll has ended, expired or never begun. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    findCompanyUsers: {
        parameters: {
            query?: {
                company_id?: string;
                type?: string;
                /** @description From 1; a page behind the last is empty (assumed). Beyond 10,000 users the scroll must be used. */
                page?: components["parameters"]["page"];
                /** @description 50 unless told; the documented maximum of 60 is what a larger number gives (assumed). */
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users, newest first (assumed). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description A parameter is wrong, or what is asked for is not modelled. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such company. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listCompanyUsers: {
        parameters: {
            query?: {
                /** @description From 1; a page behind the last is empty (assumed). Beyond 10,000 users the scroll must be used. */
                page?: components["parameters"]["page"];
                /** @description 50 unless told; the documented maximum of 60 is what a larger number gives (assumed). */
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                /** @description Intercom's own id of the company. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users, newest first (assumed). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description A parameter is wrong, or what is asked for is not modelled. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such company. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    convertLead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contact: components["schemas"]["LeadOrVisitor"];
                    user: components["schemas"]["Convert"];
                };
            };
        };
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
            400: components["responses"]["ConvertRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LeadNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    convertVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    visitor: components["schemas"]["LeadOrVisitor"];
                    user?: components["schemas"]["Convert"];
                    /** @enum {unknown} */
                    type: "user" | "lead";
                };
            };
        };
        responses: {
            /** @description The user or the lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"] | components["schemas"]["Lead"];
                };
            };
            400: components["responses"]["ConvertRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LeadNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    requestPermanentDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Intercom's own id. */
                    intercom_user_id: string;
                };
            };
        };
        responses: {
            /** @description The number of the request, and nothing else. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorized"];
            /** @description There is no such user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    retrieveJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobWithTasks"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ResourceNotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listJobErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The items, each as it was sent, with its error; always one page (assumed). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrors"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ResourceNotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tags, oldest first (assumed). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        type: "tag.list";
                        tags: components["schemas"]["Tag"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    saveTag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string | number | null;
                    name: string;
                    users?: components["schemas"]["TaggedPerson"][] | null;
                    companies?: components["schemas"]["TaggedCompany"][] | null;
                };
            };
        };
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
            /** @description A parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NobodyTagged"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    deleteTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NobodyTagged"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listEvents: {
        parameters: {
            query: {
                type: "user";
                user_id?: components["parameters"]["user_id"];
                email?: components["parameters"]["email"];
                intercom_user_id?: string;
                /** @description 15 unless told, which is the default of API 2.x, and at most 60, which is that of users (assumed). */
                per_page?: number;
                before?: number;
                summary?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, or the summary. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"] | components["schemas"]["EventSummary"];
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
    submitEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    event_name: string;
                    /** @description UNIX seconds; that milliseconds are refused is assumed. */
                    created_at?: number;
                    /** @description The older name of `created_at`, which wins where both are sent (assumed). */
                    created?: number;
                    id?: components["schemas"]["SentId"];
                    user_id?: string | number | null;
                    email?: string | null;
                    metadata?: components["schemas"]["Metadata"] | null;
                };
            };
        };
        responses: {
            /** @description Accepted, without a body. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ParameterRefused"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UserNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    count: {
        parameters: {
            query?: {
                type?: string;
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts; those of tags, segments and companies are objects of one key, which is the name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotalCount"] | components["schemas"]["UserCount"] | components["schemas"]["CompanyCount"];
                };
            };
            /** @description What is asked for is not modelled. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listAdmins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The admins. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        type: "admin.list";
                        admins: {
                            /** @constant */
                            type: "admin";
                            id: string;
                            name: string;
                            email: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscriptions, oldest first (assumed). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        type: "notification_subscription.list";
                        items: components["schemas"]["Subscription"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"] & unknown;
            };
        };
        responses: {
            /** @description The subscription. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A parameter is missing or wrong, or there are 250 subscriptions. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    retrieveSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such subscription. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    updateSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description The subscription. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A parameter is missing or wrong, or there are 250 subscriptions. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such subscription. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such subscription. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorList"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            default: components["responses"]["Error"];
        };
    };
}
