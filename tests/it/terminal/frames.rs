//! What `encode` sends, fed to two terminal parsers, is what the buffer says, cell for cell.
