package oslo

// RuntimeSupportsGeneratedCodeV1 is named by every generated file. A file that
// needs another runtime does not compile, and the compiler's message names the
// reason. When generated code needs something new, a constant V2 is added. V1
// goes when files that name it can no longer work.
const RuntimeSupportsGeneratedCodeV1 = true
