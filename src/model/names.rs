//! Words that cross every border: an enum whose variants have each a name that never changes.

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($(#[$about:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $kind {
            $($(#[$about])* #[doc = concat!("\n\nAs text: `", $name, "`.")] $variant,)*
        }

        impl $kind {
            /// Every one of them, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it is written in JSON; it never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Its place in [`Self::ALL`], by which it crosses the border of a language.
            #[expect(clippy::as_conversions, reason = "the compiler numbers the few variants from zero")]
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }
        }
    };
}

pub(crate) use names;
