//! The program `etl`: command line → exit code.

/// Documents are many small allocations on every thread; this allocator spends least on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    news_etl::cli::main()
}
