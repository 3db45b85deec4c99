import { graphql } from "./gql";

export const PORTAL = graphql(`
  query Portal($slug: String!) {
    portal(slug: $slug) {
      name
      branding {
        accentColor
        welcomeText
      }
    }
  }
`);

export const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignedIn {
        token
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const SIGN_OUT = graphql(`
  mutation SignOut {
    signOut {
      ok
    }
  }
`);

export const FOLDERS = graphql(`
  query Folders {
    viewer {
      name
      customer {
        shares {
          ...Folder
        }
      }
      partner {
        globalShares {
          ...Folder
        }
      }
    }
  }

  fragment Folder on Share {
    id
    title
    description
    hasPassword
    provider {
      name
    }
  }
`);

export const OPEN = graphql(`
  mutation Open($id: ID!) {
    openShare(id: $id) {
      __typename
      ... on ShareOpened {
        url
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const REVEAL = graphql(`
  mutation Reveal($id: ID!) {
    revealSharePassword(id: $id) {
      __typename
      ... on SharePasswordRevealed {
        password
      }
      ... on UserError {
        message
      }
    }
  }
`);
