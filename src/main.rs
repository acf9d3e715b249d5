//! The program `etl`: command line → exit code.

fn main() -> std::process::ExitCode {
    news_etl::cli::main()
}
