// Generated from specs/admin.yaml by `npm run generate`; do not edit.
export interface components {
    schemas: {
        Health: {
            /**
             * @description starting until a first call would be answered without compiling a contract; database away while the database cannot be reached
             * @enum {unknown}
             */
            status: "ok" | "starting" | "database away";
            /** @description Of vendouble. */
            version: string;
            /** @description Where the default world is kept. */
            state: string;
            /**
             * @description What survives in the default world once a reply is sent: durable survives the end of the machine, relaxed that of the process.
             * @enum {unknown}
             */
            durability: "durable" | "relaxed" | "ephemeral";
            /** @description Why the mode durable cannot be guaranteed on this file system. */
            doubt?: string;
            /** @description This process among those that share a database. Absent without a database. */
            replica?: {
                /** @description Part of the names of worlds that were made here. */
                name: string;
                /** @description Its URL without a password. */
                database: string;
                reachable: boolean;
                /** @description Milliseconds until the database last answered. */
                lag: number;
            };
            vendors: string[];
            worlds: components["schemas"]["Usage"];
            exchanges: components["schemas"]["Usage"];
            faults: components["schemas"]["Usage"];
            /** @description Counts since the start: requests with a foreign host name (host), requests that are not HTTP or came too late (unreadable), connections beyond the limit (crowded), and those cut because their client did not read (slow). */
            rejectedConnections: {
                host: number;
                unreadable: number;
                crowded: number;
                slow: number;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
        };
        /** @description How many are kept, and how many can be kept. */
        Usage: {
            used: number;
            capacity: number;
        };
        World: {
            id: string;
            /** @description By vendor, its base URL in this world. */
            urls: {
                [key: string]: string;
            };
            /** @description By vendor, a credential in the vendor's own format that selects this world on the plain URL. */
            credentials: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        Recording: {
            vendor: string;
            folder: string;
            /** @description Address of the real vendor. */
            to: string;
            /** @description Number of exchanges. */
            exchanges: number;
        };
        RecordedCall: {
            id: string;
            /** Format: date-time */
            at: string;
            method: string;
            /** @description With the query. */
            path: string;
            status: number;
            operation: string | null;
            /** @description Until the last byte of the real vendor. */
            milliseconds: number;
            /** @description Where the exchange breaks the contract, or why it could not be validated. */
            findings: string[];
        };
        RecordedMessage: {
            headers: [
                string,
                string
            ][];
            /** @description Without its secrets. */
            body: string | null;
            /** @description Why the body is left out. */
            omitted: string | null;
            /** @description Bytes of the body as it was sent. */
            size: number;
        };
        RecordedExchange: {
            id: string;
            /** Format: date-time */
            at: string;
            method: string;
            /** @description With the query. */
            path: string;
            status: number;
            operation: string | null;
            /** @description Until the last byte of the real vendor. */
            milliseconds: number;
            /** @description Where the exchange breaks the contract, or why it could not be validated. */
            findings: string[];
            request: components["schemas"]["RecordedMessage"];
            reply: components["schemas"]["RecordedMessage"];
            /** @description Names of fields that were recorded as they are. */
            kept: string[];
        };
        Drift: {
            exchanges: number;
            /** @description Exchanges that were compared with the contract. */
            compared: number;
            /** @description Exchanges that were compared with the emulator. */
            replayed: number;
            /** @description Why others were not, with the number of exchanges. */
            skipped: {
                [key: string]: number;
            };
            findings: {
                kind: string;
                /** @enum {unknown} */
                severity: "breaking" | "additive" | "cosmetic";
                /** @enum {unknown} */
                against: "contract" | "emulator";
                operation: string;
                status: number;
                pointer: string;
                message: string;
                count: number;
                firstSeen: string;
                lastSeen: string;
                samples: string[];
                evidence: {
                    grade: string;
                    source: string;
                } | null;
                /** @description The change of the contract that settles it; `update` is JSON. */
                overlay: {
                    target: string;
                    update: string;
                } | null;
            }[];
        };
        Clock: {
            /** Format: date-time */
            now: string;
            frozen: boolean;
        };
        /** @description What a request must contain: of objects the given members, of lists every element. */
        Match: {
            /** @description Part of the JSON or form body. */
            body?: unknown;
            /** @description By name, the value, or the values of a repeated name. */
            query?: {
                [key: string]: string | number | boolean | unknown[];
            };
            headers?: {
                [key: string]: string;
            };
        };
        /** @description Which calls it applies to, how often, and what it does to them. At most one of its effects may end the call. */
        Fault: {
            vendor?: string;
            operation?: string;
            method?: string;
            /** @description The whole path below the vendor, without the query. */
            path?: string;
            match?: components["schemas"]["Match"];
            times?: number;
            rate?: number;
            /** @description Of webhooks: the topic, also with `*`. Only together with `webhook`. */
            topic?: string;
            /** @description Answers with this status, in the shape of the vendor’s errors. Nothing is written. */
            status?: number;
            /** @description Answers with one of the vendor’s own errors: by kind, or with the kind `domain` by its code. Nothing is written. */
            failure?: {
                /** @enum {unknown} */
                kind: "route_not_found" | "method_not_allowed" | "malformed_body" | "body_too_large" | "unsupported_media_type" | "unauthenticated" | "forbidden" | "invalid_request" | "domain" | "rate_limited" | "injected";
                code?: string;
                params?: {
                    [key: string]: unknown;
                };
            };
            /** @description Answers reads (GET) from the state at the time the fault was added. */
            stale?: boolean;
            /**
             * @description Drops the connection with a reset: `before` anything is done, `during` the reply, or `after` the call is done, so that a write is applied and its reply is lost.
             * @enum {unknown}
             */
            abort?: "before" | "during" | "after";
            /** @description Waits this many milliseconds before anything is done, or a random number of them from `min` to `max`. */
            delay?: number | {
                min: number;
                max: number;
            };
            /** @description Sends the body in eight pieces, with this many milliseconds between them. */
            drip?: number;
            /** @description Sends this many bytes of the body, then ends the connection. */
            truncate?: number;
            /**
             * @description Disturbs the delivery of webhooks, of those with `topic` if it is given: `drop` never sends it, `duplicate` sends it twice, `delay` a minute and `late` a day later by the world’s clock, `reorder` after the next one for the same receiver, `before` before the reply to the call that caused it; `tamper` changes its body after it was signed, `wrong-secret` signs it with another secret, `stale-timestamp` with a time an hour ago.
             * @enum {unknown}
             */
            webhook?: "drop" | "duplicate" | "delay" | "late" | "reorder" | "before" | "tamper" | "wrong-secret" | "stale-timestamp";
        };
        /** @description The clock after it was advanced. */
        Advanced: {
            /** Format: date-time */
            now: string;
            frozen: boolean;
            /** Format: date-time */
            from: string;
            /** @description Accounts with a new rate limit window, as `vendor/account`. */
            reopened: string[];
            /** @description Webhooks that fell due, in the order of their attempts; absent when there were none. */
            deliveries?: components["schemas"]["Delivery"][];
        };
        /** @description A receiver of the webhooks of a vendor: one of `url` and `collect`. */
        WebhookTarget: {
            vendor: string;
            url?: string;
            /**
             * @description Sends nothing: messages are signed and kept, to be taken.
             * @constant
             */
            collect?: true;
            /** @description Topics, also with `*`. All when absent. */
            topics?: string[];
            secret?: components["schemas"]["WebhookSecret"];
            /** @description none, hub-sha1, hub-sha256, standard-webhooks, timestamped:<header>, header:<header> or basic; the vendor’s own when absent. */
            signer?: string;
            /** @description Seconds to wait after each failed attempt, or the schedule of Standard Webhooks; the vendor’s own when absent. */
            retries?: "standard" | number[];
            /** @description Headers that are sent besides. */
            headers?: {
                [key: string]: string;
            };
            /** @description The body, as JSON in which `{{/user/email}}` stands for a value of the message; the message when absent. */
            body?: unknown;
            /**
             * @description Which clock signatures are made with. By default that of the computer for what is sent, that of the world for what is collected.
             * @enum {unknown}
             */
            signedAt?: "world" | "wall";
        } & (unknown | unknown);
        WebhookSecret: string | string[];
        /** @description A receiver, without its secret. */
        KnownWebhookTarget: {
            id: string;
            vendor: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A signed message that was collected instead of sent. */
        CollectedWebhook: {
            /** @description Identifier of the delivery. */
            id: string;
            vendor: string;
            topic: string;
            exchange: string | null;
            method: string;
            url: string;
            headers: {
                [key: string]: string;
            };
            /** @description The exact text that was signed. */
            body: string;
        };
        /** @description A webhook for one receiver. */
        Delivery: {
            id: string;
            vendor: string;
            topic: string;
            /** @description Identifier of the message, the same for all receivers and attempts. */
            message: string;
            /** @description The exchange that caused it. */
            exchange: string | null;
            /** @description The receiver: `subscription:<id>` of the vendor’s own API, `configured:<number>`, `registered:<id>` or `collect`. */
            target: string;
            /** @description Null before the first attempt and where messages are collected. */
            url: string | null;
            /** @enum {unknown} */
            state: "waiting" | "delivered" | "collected" | "failed" | "dropped";
            /** @description Why it failed or was dropped. */
            problem: string | null;
            /** @description Time of the next attempt, by the world’s clock. */
            due: string | null;
            /** @description Where the body breaks the contract. */
            drift: string[];
            attempts: {
                at: string;
                method: string;
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
                signedAt: string;
                status: number | null;
                problem: string | null;
                /** @description Identifier of the fault that disturbed it. */
                fault: string | null;
            }[];
        };
        /** @description Deliveries that a test expects: at least one, unless `times`, `atLeast` or `never` says otherwise. */
        ExpectedDelivery: {
            /** @description Also with `*`. */
            topic: string;
            vendor?: string;
            where?: {
                /** @description Members that the body has. */
                body: unknown;
            };
            times?: number;
            atLeast?: number;
            /** @constant */
            never?: true;
            /** @description How many attempts each of them took. */
            attempts?: number;
        };
        Deliveries: {
            deliveries: components["schemas"]["Delivery"][];
        };
        KnownFault: {
            id: string;
        } & {
            [key: string]: unknown;
        };
        Exchange: {
            id: string;
            world: string;
            /** Format: date-time */
            at: string;
            vendor: string;
            version: string | null;
            operation: string | null;
            request: {
                method: string;
                path: string;
                headers: components["schemas"]["Headers"];
                body: string | null;
            };
            reply: {
                status: number;
                headers: components["schemas"]["Headers"];
                body: string | null;
            };
            /** @enum {unknown} */
            source: "modelled" | "recorded" | "example" | "generated" | "failure" | "fault" | "refusal" | "upstream";
            failure: string | null;
            issues: {
                [key: string]: unknown;
            }[];
            drift: string[];
            /** @description What the handler emitted. Absent when it emitted nothing. At most 100; items beyond 64 KB in all are cut, and then are text. */
            events?: {
                topic: string;
                item: unknown;
            }[];
            evidence: string | null;
            milliseconds: number;
        };
        /** @description A call to make. */
        Call: {
            vendor: string;
            method: string;
            /** @description Below the vendor, with the query. */
            path: string;
            headers?: components["schemas"]["Headers"];
            body?: string | null;
        };
        Record: {
            [key: string]: unknown;
        };
        /**
         * @description The source from which it is known that the vendor behaves so.
         * @enum {unknown}
         */
        Grade: "recorded" | "documented" | "client" | "framework" | "assumed" | null;
        Vendor: {
            name: string;
            title: string;
            /** @description Its URL in the world. */
            url: string;
            /** @description The URL that a client is configured with: `url`, and the base path of a document. */
            baseUrl: string;
            versions: string[];
            /** @description The version that is described. */
            version: string;
            /** @description Headers with a credential for the world; null when the configuration declares accounts. */
            credential: null | components["schemas"]["Headers"];
            operations: {
                id: string;
                method: string;
                /** @description Template below the vendor. */
                path: string;
                /** @description First segment of the path that is not a parameter. */
                resource: string;
                /** @description The first tag of the operation below its ancestors, where the document has a tree of tags (OpenAPI 3.2). */
                tags?: string[];
                /** @enum {unknown} */
                answered: "modelled" | "generated";
                evidence: components["schemas"]["Grade"];
                replies: {
                    status: string;
                    evidence: components["schemas"]["Grade"];
                }[];
            }[];
        };
        Revision: {
            /** @description The exchange that made the change; null for an edit through the control plane. */
            exchange: string | null;
            /** Format: date-time */
            at: string;
            /** @description The record after the change; null when it was removed. */
            record: null | components["schemas"]["Record"];
        };
        /** @description An exchange in short, as in the events. */
        ExchangeSummary: {
            id: string;
            /** Format: date-time */
            at: string;
            vendor: string;
            version: string | null;
            operation: string | null;
            method: string;
            path: string;
            status: number;
            /** @enum {unknown} */
            source: "modelled" | "recorded" | "example" | "generated" | "failure" | "fault" | "refusal" | "upstream";
            failure: string | null;
            /** @description Number of places where the reply breaks its contract. */
            drift: number;
            /** @description Identifier of the fault that was applied. */
            fault: string | null;
            evidence: string | null;
            milliseconds: number;
        };
        /** @description What a call must have contained: of objects the given members, of lists every element. */
        CallMatch: {
            /** @description Part of the JSON or form body. */
            body?: unknown;
            /** @description By name, the value, or the values of a repeated name. */
            query?: {
                [key: string]: string | number | boolean | unknown[];
            };
            headers?: {
                [key: string]: string;
            };
            status?: number;
        };
        ExpectedStep: {
            vendor?: string;
            operation?: string;
            where?: components["schemas"]["CallMatch"];
            times?: number;
        };
        Expectation: {
            vendor?: string;
            operation?: string;
            where?: components["schemas"]["CallMatch"];
            /** @description The exact number of calls. */
            times?: number;
            /** @description The least number of calls; 1 when absent. */
            atLeast?: number;
            /** @constant */
            never?: true;
            /** @description Calls that happened in this order; other calls may have happened between them. */
            inOrder?: components["schemas"]["ExpectedStep"][];
        };
        VerifyResult: {
            /** @constant */
            ok: true;
            count: number;
        } | {
            /** @constant */
            ok: false;
            message: string;
            closest: {
                exchange: string;
                vendor: string;
                operation: string | null;
                method: string;
                path: string;
                status: number;
                /** @description The first difference; null for a call that matches. */
                difference: string | null;
            }[];
        };
        Explanation: {
            exchange: string;
            /** @description One line that names the cause. */
            summary: string;
            /**
             * @description What probably caused it; null when nothing was refused.
             * @enum {unknown}
             */
            likelyCause: "request" | "contract" | "credential" | "state" | "fault" | "emulator" | null;
            /** @description The rule of the contract that was broken. */
            rule: null | {
                file: string;
                line: number | null;
                pointer: string;
                keyword: string;
            };
            /** @description The offending value. */
            value: unknown;
            /** @description What became of the events of the call, a line each; absent when it caused none. */
            webhooks?: string[];
            suggestion: null | {
                sent: string;
                meant: string;
            };
            /** @description Operations that the call may have meant. */
            nearest: {
                operation: string;
                method: string;
                path: string;
                difference: string;
            }[];
            /** @description Collections whose records were read. */
            collectionsRead: string[];
            /** @description The first lookups of records, with the number that was found. */
            lookups: {
                collection: string;
                field: string;
                value: string | number;
                found: number;
            }[];
            /** @description How it is known that the vendor replies so. */
            evidence: null | {
                grade: string;
                source: string;
            };
            /** @description Repeats the call, with its secrets masked. */
            curl: string;
        };
        /** @description How often something that a test set up was used. */
        Use: {
            name: string;
            there: number;
            used: number;
        };
        /** @description What the calls exercised of the contracts. */
        Coverage: {
            contracts: {
                vendor: string;
                version: string;
                items: {
                    /** @description Null for what concerns the whole contract. */
                    operation: string | null;
                    /** @enum {unknown} */
                    kind: "operation" | "reply" | "error" | "property" | "value" | "parameter" | "page" | "limit";
                    name: string;
                    /** @description Number of exchanges that exercised it. */
                    hits: number;
                }[];
            }[];
            /** @description Vendors and versions that were served and never called. */
            uncalled: string[];
            scenarios: components["schemas"]["Use"][];
            faults: components["schemas"]["Use"][];
            /** @description Number of calls that no operation matches. */
            unmatched: number;
        };
        /** @description Everything that the contracts of a vendor claim, with the evidence for it. */
        Ledger: {
            vendor: string;
            title: string;
            versions: string[];
            claims: {
                operation: string;
                /** @description A status, 4XX or default; null where the operation itself is claimed. */
                reply: string | null;
                /** @description Name of the example that shows it; null where the reply itself is claimed. */
                error: string | null;
                /** @description Versions of the contract that claim it so. */
                versions: string[];
                /** @enum {unknown} */
                grade: "recorded" | "documented" | "client" | "framework" | "assumed" | null;
                source: string | null;
            }[];
        };
        Tally: {
            /** @description Number of exchanges by vendor and class of status: 2xx, or none where there was no reply. */
            exchanges: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @description Calls without an operation. */
            unmatched: number;
            /** @description Replies that broke their contract. */
            drift: number;
            /** @description Replies generated from the contract alone. */
            generated: number;
            /** @description Replies that rest on weaker evidence than required. */
            weak: number;
            /** @description Intercepted calls that would have reached the real world and were refused. */
            egress: number;
            /** @description Calls that the emulator itself refused for another reason. */
            refused: number;
            /** @description The first hundred different ones. */
            findings: {
                /** @enum {unknown} */
                kind: "unmatched" | "drift" | "generated" | "refused" | "weak" | "egress";
                line: string;
                times: number;
            }[];
        };
        Headers: {
            [key: string]: string;
        };
        Dump: {
            [key: string]: {
                sequence: number;
                collections: {
                    [key: string]: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
    };
    responses: {
        /** @description What was wrong, and what to do */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Done */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description Identifier of a world. */
        world: string;
        vendor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Starting, or the database cannot be reached. The first probe has the contracts compiled. */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listVendors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is served */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of vendouble. */
                        version: string;
                        vendors: {
                            name: string;
                            title: string;
                            url: string;
                            /** @description The URL that a client is configured with: `url`, and the base path of a document. */
                            baseUrl: string;
                            versions: string[];
                            operations: string[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readVendor: {
        parameters: {
            query?: {
                /** @description The first one when absent. */
                version?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vendor with its operations and their evidence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vendor"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExampleCalls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls to begin with */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        calls: {
                            operation: string;
                            status: number;
                            curl: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readOperation: {
        parameters: {
            query?: {
                /** @description The first one when absent. */
                version?: string;
            };
            header?: never;
            path: {
                vendor: string;
                operation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation of the contract, with its references resolved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undo: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens in the world */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readInterceptCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The root certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readInterceptEnvironment: {
        parameters: {
            query?: {
                /** @description Format of the variables. */
                shell?: "bash" | "fish" | "pwsh" | "docker";
                /** @description World of every call; by credential when absent. */
                world?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One variable a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecordings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recordings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recordings: components["schemas"]["Recording"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecordedCalls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the vendor. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchanges */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        calls: components["schemas"]["RecordedCall"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readRecordedExchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the vendor. */
                name: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedExchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readDrift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the vendor. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drift"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reset: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                what?: "all" | "state" | "faults" | "exchanges";
                /** @description `none` keeps the world from making its first records again. */
                records?: "none";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    listWorlds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worlds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worlds: components["schemas"]["World"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description World to copy. */
                    from?: string;
                    /** @description Scenario to begin with. */
                    scenario?: string;
                    seed?: number;
                    /** Format: date-time */
                    clock?: string;
                    /** @description Seconds without a request after which the world expires. */
                    ttl?: number;
                    /**
                     * @description Whether calls go to the real vendors; as the configuration says when absent.
                     * @enum {unknown}
                     */
                    upstream?: "forward" | "emulate";
                };
            };
        };
        responses: {
            /** @description The world */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scenarios: {
                            vendor: string;
                            name: string;
                            description: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyScenario: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    saveScenario: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string;
                    exchanges: string[];
                };
            };
        };
        responses: {
            /** @description The scenario */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        name: string;
                        file: string;
                        calls: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWorld: {
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
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    readSnapshot: {
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
            /** @description Everything the world holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dump"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    writeSnapshot: {
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
                "application/json": components["schemas"]["Dump"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    listFaults: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The faults that can still apply */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["KnownFault"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addFault: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Fault"];
            };
        };
        responses: {
            /** @description The fault */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownFault"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearFaults: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    deleteFault: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    changeState: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    state?: string;
                    params?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * @default setup
                     * @enum {unknown}
                     */
                    action?: "setup" | "teardown";
                    consumer?: string | null;
                };
            };
        };
        responses: {
            /** @description Values to put into the request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string | number | boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    now?: string;
                    frozen: boolean;
                };
            };
        };
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    advanceClock: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A number and ms, s, m, h or d. */
                    by: string;
                };
            };
        };
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Advanced"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                /** @description Also with `*`. */
                topic?: string;
                state?: "waiting" | "delivered" | "collected" | "failed" | "dropped";
                /** @description The exchange that caused them. */
                exchange?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    flushDeliveries: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    delivery: string;
                };
            };
        };
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    triggerWebhook: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    vendor: string;
                    topic: string;
                    /** @description What it is about; made from the contract when absent. */
                    item?: unknown;
                    /** @description The one receiver; when absent, all that want the topic. */
                    to?: string;
                    secret?: components["schemas"]["WebhookSecret"];
                    signer?: string;
                };
            };
        };
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyDeliveries: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExpectedDelivery"];
            };
        };
        responses: {
            /** @description Whether they were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        ok: true;
                        count: number;
                    } | {
                        /** @constant */
                        ok: false;
                        message: string;
                        closest: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settleDeliveries: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    collectWebhooks: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    secret?: components["schemas"]["WebhookSecret"];
                    signer?: string;
                };
            };
        };
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    takeWebhooks: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Also with `*`; all when absent. */
                    topic?: string;
                };
            };
        };
        responses: {
            /** @description The signed messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["CollectedWebhook"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookTargets: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receivers that were added to the world */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        targets: components["schemas"]["KnownWebhookTarget"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addWebhook: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookTarget"];
            };
        };
        responses: {
            /** @description The receiver */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownWebhookTarget"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                target: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                operation?: string;
                status?: number;
                source?: "modelled" | "recorded" | "example" | "generated" | "failure" | "fault" | "refusal" | "upstream";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last exchanges, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        exchanges: components["schemas"]["Exchange"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeCall: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Call"];
            };
        };
        responses: {
            /** @description The exchange */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    coverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The coverage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    fidelity: {
        parameters: {
            query?: {
                vendor?: components["parameters"]["vendor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ledger of each vendor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendors: components["schemas"]["Ledger"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportHar: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                vendor?: components["parameters"]["vendor"];
                operation?: string;
                status?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The HAR */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        log: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readExchange: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    repeatExchange: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exchange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tagExchanges: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Identifiers; all exchanges of the world when absent. */
                    exchanges?: string[];
                    /** @description Of the interaction. */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tagged: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearTagged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    exportPacts: {
        parameters: {
            query: {
                consumer: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tagged exchanges of all worlds as pacts of version 4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pacts: {
                            [key: string]: unknown;
                        }[];
                        /** @description Why some cannot become interactions. */
                        refused: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tally: {
        parameters: {
            query?: {
                /** @description Identifier of a world; all worlds, deleted ones included, when absent. */
                world?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts since the exchanges were cleared */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tally"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verify: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Expectation"];
            };
        };
        responses: {
            /** @description Whether the calls happened, and the closest ones when they did not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explain: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                /** @description Identifier from the header `x-vendouble-exchange`, or `last` for the last refused call. */
                exchange: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the world holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collections: {
                            vendor: string;
                            account: string;
                            collection: string;
                            /** @description Field with the primary key. */
                            key: string;
                            total: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
                account?: string;
                limit?: number;
                offset?: number;
                /** @description Only records that contain this text; case is ignored. */
                search?: string;
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records as the emulator keeps them, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        records: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: components["schemas"]["Record"];
                    to: components["schemas"]["Record"];
                };
            };
        };
        responses: {
            /** @description The record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRecord: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            default: components["responses"]["Problem"];
        };
    };
    readHistory: {
        parameters: {
            query?: {
                account?: string;
                /** @description Identifier of a world. */
                world?: components["parameters"]["world"];
            };
            header?: never;
            path: {
                vendor: string;
                collection: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest changes of the record, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revisions: components["schemas"]["Revision"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
