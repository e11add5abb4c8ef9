"""What Word, OpenDocument, Excel and PowerPoint files share: their package, its XML, its colours."""
