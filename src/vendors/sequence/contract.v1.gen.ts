// Generated from specs/sequence/v1.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        /**
         * @description The attributes of a user. Nothing is enforced: an element that cannot be stored fails by itself. Every reserved
         *     name is also read in snake_case (`first_name`). Reserved attributes hold 255 characters; numbers and booleans
         *     are stored as text; objects and arrays fail the element. A NUL is stored as the two characters `\0`, and half of
         *     a surrogate pair as U+FFFD; in a custom attribute, either fails the element. A key that only looks like a reserved name (`First
         *     Name`, `EMAIL`) is dropped. Any other key is a custom attribute.
         */
        UserBody: {
            /**
             * @description User's ID in the application. Called required by the page: without it, or when it is no string, the element
             *     fails. `null` and the empty string are ids like any other.
             */
            externalId?: unknown;
            /** @description The associated Intercom id. */
            intercomId?: unknown;
            /** @description The user's industry. */
            industry?: unknown;
            /** @description Name of the user's company. */
            companyName?: unknown;
            /** @description URL of the user's website. */
            websiteUrl?: unknown;
            /** @description The user's title in the company. */
            title?: unknown;
            /** @description City. */
            city?: unknown;
            /** @description State or province. */
            region?: unknown;
            /** @description Country. */
            country?: unknown;
            /** @description Listed by the page, and dropped by the vendor's own server. */
            os?: unknown;
            /** @description Language of the browser last used. */
            browserLanguage?: unknown;
            /** @description Version of the browser last used. */
            browserVersion?: unknown;
            /** @description Browser last used. */
            browser?: unknown;
            /** @description Listed by the page; the vendor's own server drops it and always stores the present. */
            lastSeenAt?: unknown;
            /**
             * @description ISO date, or a number: milliseconds, and seconds where it is smaller than the milliseconds of the year 2000.
             *     A date that cannot be read fails the element; a year may be as late as 275760.
             */
            signedUpAt?: unknown;
            /**
             * @description Another name of `signedUpAt`, and the stronger of the two. `null` and other empty values defer to
             *     `signedUpAt`, and where that is not sent change nothing.
             */
            createdAt?: unknown;
            /** @description Any text. */
            phone?: unknown;
            /** @description URL of a photo. */
            photo?: unknown;
            /** @description Any text: neither checked nor unique. */
            email?: unknown;
            /** @description First name. */
            firstName?: unknown;
            /** @description Last name. */
            lastName?: unknown;
            /**
             * @description Split at its first space into `firstName` and `lastName`, which win over it when they are sent as well; kept
             *     as a custom attribute too. `null`, the empty string and anything but a string fail the element.
             */
            name?: unknown;
        } | unknown[];
        BatchBody: {
            /**
             * @description An array of elements with `type` (`identify` or `track`), `userId`, `traits` (identify), `event` and
             *     `properties` (track), and optionally `messageId`, `timestamp`, `sentAt` and `context`. Other keys are
             *     ignored.
             */
            batch?: unknown;
        } | unknown[];
        UserResult: {
            /** @constant */
            success: true;
            /** @constant */
            total: 1;
            /** @constant */
            errors: 0;
            /** @enum {unknown} */
            processed: 0 | 1;
            batch: {
                messageId: string;
                success: boolean;
                processed: boolean;
                /** @constant */
                error?: "An error occured processing the event";
            }[];
        };
        BatchResult: {
            /** @constant */
            success: true;
            total: number;
            /**
             * @description The vendor never counts here what failed.
             * @constant
             */
            errors: 0;
            processed: number;
            batch: {
                /** @description As sent; absent when none was sent. */
                messageId?: unknown;
                success: boolean;
                /** @description False for a `track` that was stored before. */
                processed: boolean;
                /** @constant */
                error?: "An error occured processing the event";
            }[];
        };
        Crash: {
            /**
             * @description The spelling is the vendor's.
             * @constant
             */
            sucess: false;
            message: string;
        };
        /** @description The error page of Express 4. */
        ErrorPage: string;
        /** @description One request or an array of them. */
        GraphqlBody: {
            /** @description A GraphQL document. */
            query?: unknown;
            /** @description An object, or a string that holds one as JSON. */
            variables?: unknown;
            /** @description Which operation of the document. */
            operationName?: unknown;
        } | unknown[];
        GraphqlReply: {
            errors?: components["schemas"]["GraphqlError"][];
            data?: {
                [key: string]: unknown;
            } | null;
        };
        GraphqlErrors: {
            errors: components["schemas"]["GraphqlError"][];
        };
        GraphqlError: {
            message: string;
            locations?: {
                line: number;
                column: number;
            }[];
            path?: (string | number)[];
            /** @description The vendor's own addition to errors that do not come from a field. */
            errors?: null;
            /** @description Only in the replies to an array of requests. */
            extensions?: {
                /** @constant */
                code: "INTERNAL_SERVER_ERROR";
            };
        };
    };
    responses: {
        /** @description The body is malformed JSON, or JSON that is neither an object nor an array. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["ErrorPage"];
            };
        };
        /** @description The token is not known. */
        TokenRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @constant */
                    success: false;
                    /** @constant */
                    error: "No webhook found for this token";
                };
            };
        };
        /** @description The body is larger than 100 kB. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["ErrorPage"];
            };
        };
        /** @description The charset or the content encoding cannot be decoded. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["ErrorPage"];
            };
        };
        /** @description More requests than the configured rate limit allows. The vendor has none. */
        TooMany: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["ErrorPage"];
            };
        };
        /** @description Whatever status is injected. */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["ErrorPage"];
                "application/json": components["schemas"]["Crash"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserBody"];
                "application/x-www-form-urlencoded": Record<string, never>;
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The element was processed, or it was not and says so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["TokenRefused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            default: components["responses"]["OtherError"];
        };
    };
    importBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
                "application/x-www-form-urlencoded": Record<string, never>;
                "*/*": unknown;
            };
        };
        responses: {
            /** @description What became of each element. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            /** @description There is no array `batch`, or the body cannot be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: false;
                        /** @constant */
                        message: "Request body must specify property `batch` with an array of objects";
                    };
                    "text/html": components["schemas"]["ErrorPage"];
                };
            };
            401: components["responses"]["TokenRefused"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            /** @description The first element of the batch is `null`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crash"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    queryGraphql: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["GraphqlBody"];
                "application/x-www-form-urlencoded": Record<string, never>;
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The query was executed; errors of single fields stand beside the data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphqlReply"] | components["schemas"]["GraphqlReply"][];
                };
            };
            /** @description The query is missing, cannot be parsed or does not fit the schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphqlErrors"];
                    "text/html": string;
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            /** @description There is no credential, or it opens nothing; or the body is empty. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphqlErrors"];
                    "text/html": "POST body missing. Did you forget use body-parser middleware?";
                };
            };
            /**
             * @description 501 is the emulator's own refusal, marked `x-vendouble-error`: the query asks for a part of the vendor's schema
             *     that is not modelled, or is too large to be taken. Any other status is injected.
             */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        type: "about:blank";
                        /** @enum {unknown} */
                        title: "NOT_MODELLED" | "QUERY_SIZE";
                        /** @constant */
                        status: 501;
                        detail: string;
                    };
                    "application/json": components["schemas"]["GraphqlErrors"];
                    "text/html": components["schemas"]["ErrorPage"];
                };
            };
        };
    };
    readRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server is there. */
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
            default: components["responses"]["OtherError"];
        };
    };
}
