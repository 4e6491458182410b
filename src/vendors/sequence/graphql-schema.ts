/** The part of the vendor's GraphQL that the emulator serves, and the names of other fields ("GraphQL API"). */
import { buildSchema, type DocumentNode, Lexer, Source, TokenKind, visit } from 'graphql';

export const schema = buildSchema(`
  scalar Date
  scalar JSONObject

  type ProductUser {
    id: ID!
    browser: String
    browserLanguage: String
    browserVersion: String
    city: String
    companyName: String
    country: String
    email: String
    externalId: String
    firstName: String
    industry: String
    intercomId: String
    lastName: String
    lastSeenAt: Date
    os: String
    phone: String
    photo: String
    region: String
    signedUpAt: Date
    traits: JSONObject
    title: String
    userId: ID
    websiteUrl: String
    user: User
    createdAt: Date
    updatedAt: Date
  }
  type PaginatedProductUser {
    nodes: [ProductUser]
    page: Int
    rows: Int
  }
  type User {
    id: ID!
    firstName: String
    lastName: String
    email: String
    photo: String
    onboardedAt: Date
    createdAt: Date
    updatedAt: Date
  }
  type DeleteResult {
    success: Boolean
  }
  type Query {
    productUsers(id: String, customerId: String, page: Int, limit: Int): PaginatedProductUser
  }
  type Mutation {
    deleteProductUser(customerId: String, id: ID): DeleteResult
  }
`);

const NOT_MODELLED: ReadonlySet<string> = new Set(
  `audiences blasts campaigns campaignNodes emails events getSegmentWebhook getUser integrations uniqueEventNames
  connectCampaignNodes createAudience createBlast createCampaign createCampaignNode createEmail createSegmentWebhook
  createSequenceWebhook deleteCampaignNode deleteCampaignNodeEdge deleteEmail executeAudience launchCampaign
  sendTestEmail stopCampaign updateAudience updateBlast updateCampaign updateCampaignNode updateEmail updateUser`.split(
    /\s+/,
  ),
);

/** The first field that the vendor has and the emulator does not, so that the reply can say so. */
export function notModelled(document: DocumentNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    Field: ({ name }) => {
      if (NOT_MODELLED.has(name.value)) found ??= name.value;
    },
  });
  return found;
}

const MAX_DEPTH = 64;
const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Whether the query is nested too deeply for the parser, which is recursive.
 *
 * @throws {GraphQLError} for an invalid token
 */
export function isTooDeep(query: string): boolean {
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (OPENING.has(kind) && ++depth > MAX_DEPTH) return true;
    if (CLOSING.has(kind)) depth--;
  }
  return false;
}
